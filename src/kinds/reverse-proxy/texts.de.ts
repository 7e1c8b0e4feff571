import type { Translation } from '../../model/speaker.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  explanation: `Ein Reverse Proxy steht zwischen den Clients und den Servern, die die Arbeit machen. Für den Client ist er der Server: Er sieht eine Adresse und ein Zertifikat und nichts von dem, was dahinter ist. Das verbirgt die inneren Server und schützt sie vor direkten Zugriffen.

Der Proxy liest die Anfrage und entscheidet, wohin sie geht: nach dem Hostnamen (welche Website?) und nach dem Pfad (welcher Teil davon?). Mit Pfadregeln führt /api zu einer Anwendung und /bilder zu einem anderen Server. Können mehrere Backend-Server dasselbe, verteilt der Proxy die Arbeit auf sie, wie ein Load Balancer.

Meist endet hier TLS. Der Proxy hat das Zertifikat und entschlüsselt; im geschützten Netz geht die Anfrage unverschlüsselt weiter (TLS-Terminierung, auch SSL-Terminierung). Das entlastet die Server dahinter, und Zertifikate muss man nur an einer Stelle pflegen. Weil die Server nun nur noch den Proxy als Aufrufer sehen, schreibt er die Adresse des Clients und das Schema in Header wie X-Forwarded-For.

Antworten, die man aufheben darf, kann er aufheben. Eine zweite Anfrage nach demselben Bild beantwortet er dann sofort aus dem Cache, und kein Server dahinter merkt es. Er kann Antworten komprimieren (gzip), zu große Anfragen ablehnen und begrenzen, wie oft jemand fragen darf.

Antwortet hinter ihm niemand, meldet der Proxy das mit einem eigenen Fehler: 502, wenn die Verbindung scheiterte, 504, wenn es zu lange dauerte. Ein 502 kommt also vom Proxy, die Ursache aber liegt dahinter.`,
}

export default de
