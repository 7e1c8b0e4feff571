import { enablePatches } from 'immer'

enablePatches()

export { applyPatches, produceWithPatches } from 'immer'
