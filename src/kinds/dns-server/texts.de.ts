import type { Translation } from '../../model/speaker.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  explanation: `Menschen merken sich Namen, Netze brauchen Adressen. Das Domain Name System (DNS) ist das Telefonbuch dazwischen: Der Client fragt nach www.meinapi-dienst.de und bekommt eine IP-Adresse zurück. Ohne diese Antwort kann die Anfrage nicht einmal beginnen, auch wenn Server, Netz und Firewall in Ordnung sind.

Ein DNS-Server antwortet aus seinen Einträgen. Ein A-Eintrag führt von einem Namen zu einer IPv4-Adresse, ein AAAA-Eintrag zu einer IPv6-Adresse, ein CNAME macht einen Namen zum Alias eines anderen. Gibt es den Namen nicht, lautet die Antwort NXDOMAIN. Gibt es ihn, aber ohne passenden Eintrag, ist die Antwort leer. Fragen nach Namen außerhalb seiner Zonen lehnt ein Server wie dieser ab.

Jede Antwort sagt, wie lange man sie sich merken darf: ihre Lebensdauer (TTL). Bis dahin fragt der Client nicht noch einmal, das spart Zeit. Es heißt aber auch, dass ein geänderter Eintrag erst bemerkt wird, wenn der alte abgelaufen ist.

Der DNS-Server steht neben dem Weg, nicht auf ihm. Die Anfrage selbst läuft nicht durch ihn hindurch: Erst kommt die Frage nach der Adresse, dann spricht der Client direkt mit dem Server. Deshalb muss der Name zu der Adresse führen, die von außen erreichbar ist, oft also zur Firewall, und nicht zur privaten Adresse eines Servers dahinter.`,
}

export default de
