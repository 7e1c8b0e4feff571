import type { Finding, Fix, Severity, Subject } from '../../model/finding.ts'
import type { Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { compareIds, type DeviceId } from '../../model/topology.ts'
import type { Compiled } from '../compile.ts'
import type en from './texts.en.ts'

/** What the check says of a topology's shape: codes `net.finding-…`. */
export const say = speaker<typeof en>('net')

/** A check of the whole topology's shape; those of one program live in its folder. Codes are `net.finding-…`. */
export interface Rule {
  readonly id: string
  check(compiled: Compiled): readonly Finding[]
}

/** Devices in the order of their ids. */
export function deviceIds(compiled: Compiled): readonly DeviceId[] {
  return Object.keys(compiled.topology.devices).toSorted(compareIds)
}

/** Whether a cable lies between two devices, whatever its direction: there is no second one to lay. */
export function isCabled(compiled: Compiled, one: DeviceId, other: DeviceId): boolean {
  return Object.values(compiled.topology.links).some(
    ({ from, to }) => (from === one && to === other) || (from === other && to === one),
  )
}

/** A finding without or with ways to mend it. */
export function finding(
  severity: Severity,
  subject: Subject,
  message: Message,
  fixes: readonly (Fix & { readonly label: Message })[] = [],
): Finding {
  return { severity, subject, ...message, fixes }
}
