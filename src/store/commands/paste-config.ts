import { unreadLimits, type DeviceId, type JsonObject, type UnreadLine } from '../../model/topology.ts'
import { asDraft, type DiagramDraft } from '../draft.ts'

/** Puts what was read from a program's own configuration in the place of a device's settings. */
export function replaceConfig(
  draft: DiagramDraft,
  id: DeviceId,
  config: JsonObject,
  notRead: readonly UnreadLine[],
): void {
  const device = draft.devices[id]
  if (!device) return
  device.config = asDraft(structuredClone(config))
  if (notRead.length === 0) delete device.notRead
  else {
    device.notRead = notRead
      .slice(0, unreadLimits.lines)
      .map(({ line, text }) => ({ line, text: text.slice(0, unreadLimits.text) }))
  }
}

/** Forgets which lines were not understood: the settings as they are now are what the device does. */
export function forgetUnread(draft: DiagramDraft, id: DeviceId): void {
  const device = draft.devices[id]
  if (device) delete device.notRead
}
