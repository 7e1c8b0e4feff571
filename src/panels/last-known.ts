import type { Diagram } from '../model/diagram.ts'
import type { Device, DeviceId } from '../model/topology.ts'
import { useDocument } from '../store/document-store.ts'
import { useSession, type Session } from '../store/session-store.ts'

const selectDevices = (diagram: Diagram) => diagram.devices
const selectGone = (session: Session) => session.gone.devices

/** A device of the journey on the screen: as it is, or as it was when it was removed. */
export function useLastKnown(id: DeviceId | undefined): Device | undefined {
  const devices = useDocument(selectDevices)
  const gone = useSession(selectGone)
  return id === undefined ? undefined : (devices[id] ?? gone[id])
}
