import type { Translation } from '../../model/speaker.ts'
import server from '../common/sql-server-texts.de.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  ...server(5432),

  'field.listenAddress.help': 'Ein frisches PostgreSQL lauscht nur auf dem eigenen Rechner (listen_addresses).',
  'option.login.no-hba-entry': 'von dort nicht erlaubt (pg_hba.conf)',
  'field.tableLockedMs': 'Tabelle gesperrt für',
  'field.tableLockedMs.help': 'So lange nach dem Start hält eine andere Transaktion die Tabelle; Abfragen warten.',
  'field.maxConnections.help': 'Die letzten drei sind für den Administrator reserviert (max_connections).',
}

export default de
