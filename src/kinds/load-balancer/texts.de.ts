import type { Translation } from '../../model/speaker.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  explanation: `Ein Load Balancer ist wie ein Verkehrspolizist an einer Kreuzung: Er leitet das, was ankommt, gleichmäßig auf verschiedene Straßen, damit kein Server mehr zu tun hat, als er schafft. Je mehr Server hinter ihm stehen, desto mehr Anfragen hält der Dienst aus.

Wer als Nächster drankommt, bestimmt eine Regel. Round Robin nimmt die Server reihum. Mit Gewichten kommt ein starker Server öfter dran als ein schwacher. „Wenigste Verbindungen“ wählt den mit den wenigsten offenen Verbindungen. Eine andere Regel schickt denselben Client immer zum selben Server.

Die zweite Aufgabe ist die Verfügbarkeit. Der Load Balancer prüft seine Backend-Server immer wieder (Health Check). Antwortet einer nicht, bekommt er keine Anfragen mehr, und die anderen übernehmen; die Benutzer merken kaum etwas davon. Antwortet er wieder, ist er wieder dabei. Ist keiner gesund, muss der Load Balancer selbst absagen. Wichtig ist, was geprüft wird: Eine Prüfung, die nur eine Verbindung öffnet, merkt nicht, dass die Anwendung dahinter einen Fehler hat.

Ein Load Balancer arbeitet auf einer von zwei Ebenen. Im Modus tcp reicht er Verbindungen weiter, ohne hineinzusehen, auch verschlüsselte. Im Modus http liest er jede Anfrage und kann nach Pfad oder Hostname entscheiden. Dann ist er schon ein Reverse Proxy; die Grenze ist fließend.

Steht nur ein Server hinter ihm, gibt es nichts zu verteilen.`,
}

export default de
