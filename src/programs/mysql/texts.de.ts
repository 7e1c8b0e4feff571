import type { Translation } from '../../model/speaker.ts'
import server from '../common/sql-server-texts.de.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  ...server(3306),

  'field.listenAddress.help':
    'In manchen Distributionen lauscht ein frisches MySQL nur auf dem eigenen Rechner (bind_address).',
  'option.login.host-not-allowed': 'von dort nicht erlaubt',
  'field.rowsLockedMs': 'Zeilen gesperrt für',
  'field.rowsLockedMs.help':
    'So lange nach dem Start hält eine andere Transaktion die Zeilen: Wer schreibt, wartet, wer liest, nicht.',
  'field.lockWaitMs': 'Wartet auf Sperren höchstens',
  'field.lockWaitMs.help': 'Danach schlägt die Abfrage fehl (innodb_lock_wait_timeout).',
  'field.maxConnections.help': 'Eine weitere ist für den Administrator reserviert (max_connections).',
}

export default de
