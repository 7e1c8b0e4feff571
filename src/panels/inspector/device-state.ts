import type { AppKey } from '../../i18n/use-t.tsx'
import type { Device } from '../../model/topology.ts'
import type { AnyDefinition } from '../../programs/contract/program.ts'

export const faultKeys = {
  hung: 'fault.hung',
  slow: 'fault.slow',
  answers: 'fault.answers',
  resets: 'fault.resets',
  closes: 'fault.closes',
} as const

/** How a device is, in two or three words. */
export function stateKey(device: Device, program: AnyDefinition | undefined) {
  if (device.power === false) return 'state.off' satisfies AppKey
  if (device.service === false) return 'state.stopped' satisfies AppKey
  if (device.fault) return faultKeys[device.fault.type]
  return hasService(program) ? ('state.running' satisfies AppKey) : ('state.on' satisfies AppKey)
}

/** Whether there is a service to stop: something that answers or filters for others. */
export const hasService = (program: AnyDefinition | undefined): boolean => program?.serves !== undefined

/** Whether it answers others, and so can fail to. */
export const answers = (program: AnyDefinition | undefined): boolean =>
  hasService(program) && program?.serves !== 'network'
