import type { Translation } from '../../model/speaker.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  explanation: `Der Webserver spricht HTTP: Er nimmt Anfragen entgegen, findet heraus, was gewünscht ist, und antwortet mit Status, Headern und Inhalt. Die bekanntesten sind nginx und Apache.

Einen Teil der Antworten kann er selbst geben. Bilder, Stylesheets und Skripte sind Dateien auf seiner Festplatte; er sucht die Datei, die zum Pfad passt, und schickt sie mit ihrem Typ und mit Merkmalen, an denen Browser erkennen, ob sie die aktuelle Fassung schon haben. Gibt es keine solche Datei, antwortet er mit 404. Solche Anfragen kehren hier um und erreichen die Anwendung nie.

Alles andere braucht ein Programm: Preise aus einer Datenbank, der Inhalt eines Warenkorbs. Dafür leitet der Webserver die Anfrage an eine Webanwendung weiter, wartet auf deren Antwort und liefert sie dem, der gefragt hat. Hier tut er dasselbe wie ein Reverse Proxy, und oft ist es dasselbe Programm in einer anderen Rolle.

Warum steht die Anwendung nicht selbst ganz vorn? Weil der Webserver dafür gebaut ist: Er hält Tausende langsamer Verbindungen aus, verschickt Dateien schnell, achtet auf Grenzen und überlebt, wenn die Anwendung dahinter abstürzt.

Dann überbringt er die schlechte Nachricht. Welchen Status er wählt, hängt vom Programm ab: Weist die Anwendung die Verbindung ab, antwortet nginx mit 502 und Apache mit 503. Derselbe Fehler, zwei Gesichter; es hilft zu wissen, mit welchem Programm man spricht.`,
}

export default de
