import type { Message } from './message.ts'
import type { DeviceId, JsonObject, LinkId, ZoneId } from './topology.ts'

export type Severity = 'error' | 'warning' | 'hint'

export type Subject =
  | { readonly type: 'device'; readonly id: DeviceId; readonly setting?: string }
  | { readonly type: 'link'; readonly id: LinkId }
  | { readonly type: 'zone'; readonly id: ZoneId }
  | { readonly type: 'diagram' }

/** A change that one click makes and one undo takes back; data, run by the store. */
export type Fix =
  | { readonly type: 'set-config'; readonly device: DeviceId; readonly config: JsonObject }
  | {
      readonly type: 'add-link'
      readonly from: DeviceId
      readonly to: DeviceId
      /** The cable that goes for it. */
      readonly instead?: LinkId
    }
  | { readonly type: 'clear-setting'; readonly device: DeviceId; readonly path: string }

/** Something that the check noticed, with a way to mend it. */
export interface Finding extends Message {
  readonly severity: Severity
  readonly subject: Subject
  readonly fixes: readonly (Fix & { readonly label: Message })[]
}
