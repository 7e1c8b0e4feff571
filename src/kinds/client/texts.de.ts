import type { Translation } from '../../model/speaker.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  explanation: `Beim Client beginnt alles. Jemand gibt eine URL ein, klickt auf einen Link, oder eine Seite holt im Hintergrund Daten. „Client“ ist die Rolle dessen, der fragt; der Server ist der, der antwortet. Hier ist es ein Browser (Chromium) oder das Programm curl auf der Kommandozeile.

Bevor die Anfrage losgehen kann, muss der Client herausfinden, wohin sie soll. Er sieht in seiner eigenen Namensliste nach (der hosts-Datei), dann in seinem Zwischenspeicher, und erst dann fragt er einen DNS-Server. Mit der Adresse öffnet er eine TCP-Verbindung. Beginnt die URL mit https, einigen sich beide Seiten auf eine Verschlüsselung, und der Client prüft das Zertifikat des Servers: Gilt es für diesen Namen, ist es nicht abgelaufen, hat es jemand signiert, dem der Client vertraut? Ein einziges Nein genügt, dann wird nichts gesendet.

Erst jetzt reist die HTTP-Anfrage. Zurück kommt eine Seite, eine Weiterleitung auf eine andere URL oder ein Fehlerstatus. Ein Browser schützt dann noch seinen Benutzer: Was eine Seite von einer anderen Herkunft (Origin) geholt hat, bekommt sie nur, wenn der andere Server es erlaubt (CORS).

Bleibt die Antwort aus, zeigt der Client einen eigenen Fehler. Der Wortlaut ist wichtig: „Verbindung abgelehnt“ ist ein schnelles Nein, eine Zeitüberschreitung ist Stille. Dieser Unterschied ist der beste Hinweis auf die Ursache.`,
}

export default de
