import type { Translation } from '../../model/speaker.ts'
import type en from './tls-texts.en.ts'

const de: Translation<typeof en> = {
  'field.certificateNames': 'Namen im Zertifikat',
  'field.certificateNames.help':
    'Durch Leerzeichen getrennt; * steht für einen Namensteil. Leer: alle Namen, die ein DNS-Server des Diagramms kennt.',
  'field.certificateState': 'Gültigkeit',
  'field.certificateState.help': 'Außerhalb der Gültigkeit lehnen Browser das Zertifikat ab.',
  'field.certificateIssuer': 'Ausgestellt von',
  'field.certificateIssuer.help': 'Clients akzeptieren nur, was jemand signiert hat, dem sie vertrauen.',
  'option.certificateState.valid': 'gültig',
  'option.certificateState.expired': 'abgelaufen',
  'option.certificateState.not-yet-valid': 'noch nicht gültig',
  'option.certificateIssuer.trusted': 'einer vertrauten Stelle',
  'option.certificateIssuer.self-signed': 'sich selbst (selbst signiert)',
  'option.certificateIssuer.unknown-ca': 'einer unbekannten Stelle',
}

export default de
