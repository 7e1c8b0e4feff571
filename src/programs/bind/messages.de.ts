import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  data: '{name} hat den {type}-Eintrag {data}',
  alias: '{name} ist ein Alias von {target}: {type} {data}',
  wildcard: '{name} steht selbst nicht in der Liste, aber {wildcard} deckt den Namen ab: {type} {data}',
  delegated: '{name} liegt unter {cut}, und dafür sind andere Nameserver zuständig',
  'left-zones': '{name} ist ein Alias und führt zu {target}, das nicht in den Zonen dieses Servers liegt',
  'other-zone': '{name} ist ein Alias und führt zu {target} in einer anderen Zone: Danach muss eigens gefragt werden',
  'no-data': '{name} gibt es, aber ohne {type}-Eintrag',
  'no-name': 'Den Namen {name} gibt es in der Zone dieses Servers nicht: NXDOMAIN',
  'not-served': '{name} gehört nicht zu den Zonen dieses Servers ({zones}), und andere fragt er nicht: REFUSED',
  'no-zones': 'Dieser Server hat keine Einträge und lehnt die Frage nach {name} deshalb ab',
  loop: 'Die Aliase von {name} führen im Kreis: SERVFAIL',
  'too-many-aliases': '{name} führt über {count} Aliase hintereinander, mehr als dieser Server verfolgt: SERVFAIL',
  'not-loaded':
    '{name} hat neben einem Alias noch andere Einträge, darum konnte die Zone nicht geladen werden: SERVFAIL',
  'not-dns': 'Was an Port 53 ankam, ist keine DNS-Anfrage',
}

export default de
