import type { Translation } from '../../model/speaker.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  explanation: `Das Internet ist nicht ein Gerät, sondern viele Netze, verbunden durch Router. Jeder Router sieht auf die Zieladresse eines Pakets und reicht es an den nächsten weiter, bis es ankommt. Hier sind sie alle zusammen als eine Wolke gezeichnet.

Entscheidend ist die Adresse. Eine öffentliche Adresse gibt es weltweit nur einmal, darum weiß ein Router, in welcher Richtung sie liegt. Eine private Adresse wie 10.0.1.20 oder 192.168.1.5 darf jeder zu Hause oder in der Firma benutzen, also führt sie im Internet nirgendwohin: Pakete zu ihr oder von ihr werden wortlos verworfen. Wer eines abschickt, wartet bis zur Zeitüberschreitung. Deshalb braucht ein Dienst für alle eine öffentliche Adresse und eine Firewall oder einen Router, der das, was dort ankommt, an den privaten Server dahinter weitergibt (Portweiterleitung).

Der Weg kostet Zeit. Jede Leitung hat eine Verzögerung; die Anfrage braucht sie hin, die Antwort noch einmal zurück. Mit Verschlüsselung gibt es mehrere solche Runden, bevor das erste Wort der Seite ankommt.

Das Internet verspricht nichts: Pakete können verloren gehen, dann schickt TCP sie noch einmal. Es sieht sich auch nichts an. Es filtert nicht und schützt nicht; das ist die Aufgabe der Firewall an der Grenze jedes Netzes.`,
}

export default de
