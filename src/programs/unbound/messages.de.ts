import type { Translation } from '../../model/speaker.ts'
import dns from '../common/dns-messages.de.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  ...dns,

  asks: 'Fragt {server} nach dem {type}-Eintrag von {name}',
  'asks-again': 'Fragt {server} noch einmal nach {name} und wartet doppelt so lange',
  silent: '{server} hat innerhalb von {time} nicht geantwortet',
  'left-alone': '{server} hat zuletzt geschwiegen und wird vorerst nicht mehr gefragt',
  'nobody-to-ask': 'Es gibt keinen Server, der nach {name} gefragt werden könnte',
  kept: 'Weiß {name} noch für {time}: {type} {data}',
  'kept-nothing': 'Weiß noch für {time}, dass es unter {name} nichts gibt',
  'follows-alias': 'Das ist ein Alias, darum wird als Nächstes {target} nachgeschlagen',
  referred: '{name} liegt unter {zone}: Dessen Nameserver wissen mehr',
  'needs-address': 'Um {name} zu fragen, muss zuerst dessen Adresse nachgeschlagen werden',
  loop: 'Die Aliase von {name} führen im Kreis: SERVFAIL',
  'gave-up': 'Niemand konnte etwas zu {name} sagen: SERVFAIL',
  'too-far': 'Der Weg zu {name} nimmt kein Ende, darum gibt er auf: SERVFAIL',
  'no-recursion': 'Die Frage verlangt kein Nachschlagen, und von sich aus weiß er nichts: REFUSED',
  answers: '{name}: {type} {data}',
  'no-name': 'Den Namen {name} gibt es nicht: NXDOMAIN',
  'no-data': '{name} gibt es, aber ohne {type}-Eintrag',
  own: '{name} steht unter seinen eigenen Namen',
}

export default de
