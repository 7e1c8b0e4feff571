import type { Behaviour } from '../contract/program.ts'
import type { NginxSettings } from './fields.ts'
import { handle } from './handle.ts'
import { copyState, initialState, type NginxState } from './state.ts'

export const behaviour: Behaviour<NginxSettings, NginxState> = { initialState, copyState, handle, stopsOnHangUp: true }
