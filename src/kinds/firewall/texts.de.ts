import type { Translation } from '../../model/speaker.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  explanation: `Die Firewall steht an der Grenze eines Netzes. Sie überwacht jedes Paket, das hinüberwill, und entscheidet nach ihren Regeln: zulassen, verwerfen oder ablehnen. Die Regeln werden von oben nach unten gelesen, die erste passende entscheidet. Passt keine, gilt die Standardregel, und eine vorsichtige heißt: verwerfen.

Verwerfen und ablehnen klingen ähnlich, aber der Absender merkt den Unterschied. Ablehnen heißt, eine Antwort zurückzuschicken: „abgewiesen“, und zwar sofort. Verwerfen heißt Stille; der Absender wartet bis zur Zeitüberschreitung. Stille verrät Angreifern weniger, macht aber die Fehlersuche schwerer.

Eine moderne Firewall merkt sich Verbindungen. Was zu einer Verbindung gehört, die sie hereingelassen hat, darf auch zurück, darum braucht die Antwort keine eigene Regel. Eine Firewall ohne Gedächtnis braucht eine, und fehlt sie, kommt die Anfrage hinein, aber die Antwort nie heraus.

Oft übersetzt die Firewall auch Adressen. Von außen sieht man nur ihre eigene öffentliche Adresse. Mit einer Portweiterleitung gibt sie das, was an Port 443 ankommt, an ein Gerät im Inneren mit privater Adresse weiter. In der anderen Richtung setzt sie ihre eigene Adresse auf das, was hinausgeht (Masquerading).

Eine Firewall sieht Adressen und Ports. Was in einer verschlüsselten Anfrage steht, sieht sie nicht: Ob ein Pfad erlaubt ist, entscheidet weiter innen der Proxy oder die Anwendung.`,
}

export default de
