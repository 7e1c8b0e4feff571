import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  data: '{name} hat den {type}-Eintrag {data}',
  alias: '{name} ist ein Alias von {target}: {type} {data}',
  wildcard: '{name} steht selbst nicht in der Liste, aber {wildcard} deckt den Namen ab: {type} {data}',
  delegated: '{name} liegt unter {cut}, und dafür sind andere Nameserver zuständig',
  'left-zones': '{name} ist ein Alias und führt zu {target}, das nicht in den Zonen dieses Servers liegt',
  'no-data': '{name} gibt es, aber ohne {type}-Eintrag',
  'no-name': 'Den Namen {name} gibt es in der Zone dieses Servers nicht: NXDOMAIN',
  'not-served': '{name} gehört nicht zu den Zonen dieses Servers ({zones}), und andere fragt er nicht: REFUSED',
  'no-zones': 'Dieser Server hat keine Einträge und lehnt die Frage nach {name} deshalb ab',
  loop: 'Die Aliase von {name} führen im Kreis: SERVFAIL',
  'not-loaded':
    '{name} hat neben einem Alias noch andere Einträge, darum konnte die Zone nicht geladen werden: SERVFAIL',
  'not-dns': 'Was an Port 53 ankam, ist keine DNS-Anfrage',

  'finding.no-records': 'Dieser DNS-Server kennt keinen Namen',
  'finding.incomplete': 'Einem Eintrag fehlt der Name oder der Wert, darum bekommt ihn niemand als Antwort',
  'finding.without-address': '{name} nennt {target}, das für einen {type}-Eintrag keine Adresse hat',
  'finding.private-address': '{name} führt zu {address}, und diese Adresse erreicht aus dem Internet niemand',
  'finding.dangling': '{name} ist ein Alias von {target}, aber diesen Namen kennt der Server nicht',
  'finding.alias-beside-others':
    '{name} hat neben einem Alias (CNAME) noch andere Einträge: Eine solche Zone lädt BIND nicht',
}

export default de
