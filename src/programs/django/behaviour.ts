import type { Behaviour } from '../contract/program.ts'
import type { DjangoSettings } from './fields.ts'
import { handle } from './handle.ts'
import { initialState, type State } from './worker.ts'

export const behaviour: Behaviour<DjangoSettings, State> = { initialState, handle, stopsOnHangUp: false }
