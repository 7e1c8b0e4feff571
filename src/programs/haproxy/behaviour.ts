import type { Behaviour } from '../contract/program.ts'
import { checks } from './checks.ts'
import type { Settings } from './fields.ts'
import { handle } from './handle.ts'
import { initialState, type State } from './state.ts'

export const behaviour: Behaviour<Settings, State> = { initialState, handle, checks }
