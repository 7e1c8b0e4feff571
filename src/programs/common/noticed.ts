import type { Finding, Severity } from '../../model/finding.ts'
import type { Message } from '../../model/message.ts'

/** What the check has noticed about one setting of a device. */
export interface Noticed {
  readonly severity: Severity
  readonly message: Message
  readonly setting: string
  /** The setting whose clearing mends it. */
  readonly clear?: string
}

/** What was noticed as findings about a device; `label` names the click that clears a setting. */
export const findingsAbout = (device: string, noticed: readonly Noticed[], label: Message): readonly Finding[] =>
  noticed.map(({ severity, message, setting, clear }) => ({
    ...message,
    severity,
    subject: { type: 'device', id: device, setting },
    fixes: clear === undefined ? [] : [{ type: 'clear-setting', device, path: clear, label }],
  }))

/** What is noticed only where it is so. */
export const when = (isSo: boolean, noticed: Noticed): readonly Noticed[] => (isSo ? [noticed] : [])
