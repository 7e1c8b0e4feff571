import type { Behaviour } from '../contract/program.ts'
import { carryPublicOnly } from './public-routing.ts'

export const behaviour: Behaviour<unknown, null> = { initialState: () => null, filter: carryPublicOnly }
