import type { Translation } from '../../model/speaker.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  explanation: `Die Datenbank bewahrt auf, was eine Anfrage überdauern soll: Benutzer, Produkte, Bestellungen. Die Anwendung schickt ihr eine Abfrage in SQL, die Datenbank führt sie aus und gibt das Ergebnis zurück. Sie ist die letzte Station auf dem Hinweg, und hier beginnt der Rückweg.

Es gibt zwei Arten, die in der Zeichnung gleich aussehen. SQLite ist kein Server, sondern eine Bibliothek: Die Anwendung öffnet selbst eine Datei auf ihrem eigenen Rechner und liest und schreibt darin. Dazwischen gibt es kein Netz, keinen Port und kein Passwort. Das ist einfach und schnell und für kleine Dienste genau richtig. Aber es kann immer nur einer schreiben, die anderen warten, und ein zweiter Rechner kann die Datei nicht sicher mitbenutzen.

PostgreSQL und MySQL sind Server. Sie warten an einem Port auf Verbindungen, fragen nach Benutzer und Passwort und bedienen viele Anwendungen zugleich. Dafür kann unterwegs mehr schiefgehen: Der Port ist gesperrt, der Server lauscht nur auf dem eigenen Rechner, das Passwort ist falsch, alle Verbindungen sind belegt. Für den Benutzer endet alles im selben Status 500; deshalb lohnt der Blick auf den Schritt, in dem es geschah.

Eine Datenbank gehört nie ins Internet. Erreichen sollen sie nur die Anwendungen, die sie brauchen, in einem privaten Netz, am besten hinter der Firewall.`,
}

export default de
