import type { Translation } from '../../model/speaker.ts'
import type en from './web-messages.en.ts'

const de: Translation<typeof en> = {
  'finding.no-server': 'Hinter diesem Server liegt nichts: Ziehe eine Leitung zu einem Server, der antworten soll',
  'finding.welcome-only':
    'Dieser Webserver hat weder Dateien noch eine Webanwendung: Er zeigt nur seine Willkommensseite',
  'finding.nothing-to-serve':
    'Dieser Webserver hat weder Dateien noch eine Webanwendung: Er beantwortet jede Anfrage mit 404',
  'finding.row-without-server': 'Backend-Server {row} ist noch nicht ausgewählt und wird übergangen',
  'finding.no-way': 'Von hier führt keine Leitung zu {server}',
  'finding.same-port': 'HTTP und HTTPS können keinen Port teilen: Unverschlüsselte Anfragen werden zurückgewiesen',
  'finding.certificate-expired': 'Das Zertifikat ist abgelaufen: Browser brechen die Verbindung ab',
  'finding.certificate-not-yet-valid': 'Das Zertifikat gilt noch nicht: Browser brechen die Verbindung ab',
  'finding.certificate-self-signed': 'Das Zertifikat ist selbst signiert: Browser warnen, weil niemand dafür bürgt',
  'finding.certificate-untrusted': 'Das Zertifikat stammt von einer Stelle, der Browser nicht vertrauen',
  'finding.certificate-wrong-name': 'Das Zertifikat gilt nicht für {names}: Browser brechen die Verbindung ab',
  'fix.clear': 'Zurück auf die Voreinstellung',
}

export default de
