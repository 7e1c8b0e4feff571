import type { Translation } from '../../model/speaker.ts'
import dns from '../common/dns-messages.de.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  ...dns,

  asks: 'Reicht die Frage an {server} weiter: der {type}-Eintrag von {name}',
  silent: '{server} antwortet nicht',
  'nobody-to-ask': 'Es gibt keinen Server, der nach {name} gefragt werden könnte: REFUSED',
  'nobody-answers': 'Zu {name} antwortet niemand, darum schweigt auch er',
  kept: 'Weiß {name} noch für {time}',
  'kept-nothing': 'Weiß noch für {time}, dass es unter {name} nichts gibt',
  rebind:
    '{name} führt zu {addresses}: Eine Adresse von innen, von außen genannt, wird weggelassen (Schutz vor Rebinding)',
  'rebind-example':
    '{name} führt zu {addresses} aus einem Bereich für Beispiele: dnsmasq hält das für eine Adresse von innen und lässt sie weg',
  own: '{name} gehört zu seinen eigenen Namen: {type} {data}',
  'own-no-name': '{name} läge in einer eigenen Domain, steht dort aber nicht: NXDOMAIN',
  'own-no-data': '{name} gehört zu seinen eigenen Namen, hat aber keinen {type}-Eintrag',
}

export default de
