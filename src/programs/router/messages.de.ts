import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  'private-destination': 'Verwirft das Paket kommentarlos: Im Internet führt kein Weg zu {address}, {scope}',
  'private-source': 'Verwirft das Paket kommentarlos: Es kommt von {address}, {scope}, eine Antwort fände nicht zurück',
  'scope.private': 'einer privaten Adresse',
  'scope.loopback': 'einer Loopback-Adresse',
  'scope.link-local': 'einer Link-Local-Adresse',
  'scope.multicast': 'einer Multicast-Adresse',
  'scope.unspecified': 'der unbestimmten Adresse',
  'scope.shared': 'einer Adresse aus dem Netz eines Anbieters',
  'scope.reserved': 'einer reservierten Adresse',
  'scope.not-an-address': 'was keine Adresse ist',
}

export default de
