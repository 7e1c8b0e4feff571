import type { DeviceId, Json } from '../../model/topology.ts'
import { setPath } from '../../protocols/fields/path.ts'
import type { DiagramDraft } from '../draft.ts'

/** Sets one setting of a device by its path; `undefined` unsets it. */
export function setConfig(draft: DiagramDraft, device: DeviceId, path: string, value: Json | undefined): void {
  const config = draft.devices[device]?.config
  if (config) setPath(config, path, value)
}
