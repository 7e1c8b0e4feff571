import type { Translation } from '../../model/speaker.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  explanation: `Die Webanwendung ist das Programm, das jemand genau für diesen Dienst geschrieben hat. Hier geschieht die eigentliche Arbeit: Sie liest die Anfrage, führt die Logik aus, fragt die Datenbank nach dem, was sie braucht, und erstellt die Antwort, eine Seite oder Daten als JSON. Hier ist sie mit Django gebaut und läuft unter gunicorn, einem Server für Python-Programme.

Was sie kann, legen ihre Endpunkte fest. Ein Endpunkt ist eine Methode und ein Pfad: GET /api/produkte liefert die Produkte, POST /api/produkte legt eines an. Ein Pfad, zu dem kein Endpunkt passt, ergibt 404, eine nicht vorgesehene Methode 405.

Die Anwendung prüft, ob sie gemeint ist. ALLOWED_HOSTS zählt die Hostnamen auf, auf die sie hört; eine Anfrage an einen anderen Namen bekommt 400. Auch deshalb soll der Proxy davor den ursprünglichen Host-Header weitergeben.

Sie entscheidet auch, wem sie traut. Von sich aus hindert der Browser Seiten anderer Herkunft (Origin) daran, die Antworten zu lesen. Mit CORS-Headern öffnet sich die Anwendung für bestimmte Origins, Methoden und Header. Öffne nur so weit wie nötig: Wer alles erlaubt, lädt auch Seiten ein, die im Namen angemeldeter Benutzer handeln wollen (CSRF).

Geht etwas schief, womit der Code nicht rechnet, zum Beispiel eine Datenbank, die nicht antwortet, meldet die Anwendung 500. Der Fehler zeigt sich bei der Anwendung, die Ursache liegt oft eine Station weiter.`,
}

export default de
