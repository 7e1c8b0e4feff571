import type { Translation } from '../../model/speaker.ts'
import type en from './certificate-file-texts.en.ts'

const de: Translation<typeof en> = {
  'field.certificateFiles': 'Weitere Zertifikatsdateien',
  'field.certificateFiles.help':
    'Was in den Dateien steht, nach denen andere geprüft werden oder die dieses Programm als Anfragender vorzeigt. Nicht aufgeführt: etwas, dem alle vertrauen.',
  'field.certificateFiles.file': 'Datei',
  'field.certificateFiles.holds': 'Enthält',
  'option.certificateFiles.holds.trusted': 'von einer vertrauten Stelle',
  'option.certificateFiles.holds.unknown-ca': 'von einer eigenen Stelle',
  'option.certificateFiles.holds.both': 'von beiden Stellen',
  'option.certificateFiles.holds.self-signed': 'das selbst signierte Zertifikat selbst',
  'option.certificateFiles.holds.expired': 'ein abgelaufenes Zertifikat',
  'option.certificateFiles.holds.server-only': 'ein Zertifikat nur für Server',
  'option.certificateFiles.holds.missing': 'die Datei fehlt',
}

export default de
