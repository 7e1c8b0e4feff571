import type { Behaviour } from '../contract/program.ts'
import type { Settings } from './fields.ts'
import { copyState, filter, initialState, type State } from './filter.ts'

export const behaviour: Behaviour<Settings, State> = { initialState, copyState, filter }
