import type { Behaviour } from '../contract/program.ts'
import type { ApacheSettings } from './fields.ts'
import { handle } from './handle.ts'
import { initialState, type ApacheState } from './state.ts'

export const behaviour: Behaviour<ApacheSettings, ApacheState> = {
  initialState,
  handle,
  // Apache notices that a caller has gone only when it writes to him.
  stopsOnHangUp: false,
}
