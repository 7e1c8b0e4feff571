import type { Translation } from '../../model/speaker.ts'
import type en from './tls-texts.en.ts'

const de: Translation<typeof en> = {
  'field.certificateNames': 'Namen im Zertifikat',
  'field.certificateNames.help':
    'Durch Leerzeichen getrennt; * steht für einen Namensteil. Leer: alle Namen, die ein DNS-Server des Diagramms kennt.',
  'field.certificateNamesIn': 'Namen stehen in',
  'field.certificateNamesIn.help': 'Browser lesen nur die alternativen Namen; curl begnügt sich mit dem Inhaber.',
  'option.certificateNamesIn.alternative-names': 'alternativen Namen (SAN)',
  'option.certificateNamesIn.subject-only': 'nur im Inhaber (CN)',
  'field.certificateUse': 'Gedacht für',
  'field.certificateUse.help': 'Wofür das Zertifikat verwendet werden darf und ob sein Schlüssel stark genug ist.',
  'option.certificateUse.server': 'Server',
  'option.certificateUse.client-only': 'nur Clients',
  'option.certificateUse.weak-key': 'Server, aber mit zu kurzem Schlüssel oder SHA-1-Signatur',
  'option.certificateUse.encipherment-only': 'Server, der Schlüssel darf aber nur verschlüsseln (keyUsage)',
  'field.certificateKeyType': 'Art des Schlüssels',
  'field.certificateKeyType.help': 'Bis TLS 1.2 müssen die Cipher-Suiten dazu passen.',
  'option.certificateKeyType.rsa': 'RSA',
  'option.certificateKeyType.ecdsa': 'ECDSA',
  'field.certificateKey': 'Privater Schlüssel',
  'field.certificateKey.help': 'Ohne den zugehörigen Schlüssel startet der Server nicht.',
  'option.certificateKey.fits': 'gehört dazu',
  'option.certificateKey.other': 'gehört zu einem anderen',
  'option.certificateKey.missing': 'fehlt',
  'option.certificateIssuer.intermediate': 'einer vertrauten Stelle, über eine weitere, die der Server mitschickt',
  'option.certificateIssuer.missing-intermediate': 'einer vertrauten Stelle, aber der Kette fehlt ein Glied',
  'option.certificateIssuer.expired-intermediate': 'einer vertrauten Stelle, aber ein Glied der Kette ist abgelaufen',
  'option.certificateIssuer.not-a-ca': 'einem Zertifikat, das nicht unterschreiben darf',
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
