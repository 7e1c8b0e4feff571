import type { AppKey } from '../../i18n/use-t.tsx'
import type { Device } from '../../model/topology.ts'
import type { AnyProgram } from '../../programs/contract/program.ts'

export const faultKeys = {
  hung: 'fault.hung',
  slow: 'fault.slow',
  answers: 'fault.answers',
  resets: 'fault.resets',
  closes: 'fault.closes',
} as const

/** How a device is, in two or three words. */
export function stateKey(device: Device, program: AnyProgram | undefined) {
  if (device.power === false) return 'state.off' satisfies AppKey
  if (device.service === false) return 'state.stopped' satisfies AppKey
  if (device.fault) return faultKeys[device.fault.type]
  return hasService(program) ? ('state.running' satisfies AppKey) : ('state.on' satisfies AppKey)
}

/** Whether there is a service to stop: something that answers or filters for others. */
export const hasService = (program: AnyProgram | undefined): boolean =>
  program?.handle !== undefined || program?.filter !== undefined
