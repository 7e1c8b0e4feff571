import { client } from './client/kind.ts'
import type { Kind } from './contract.ts'
import { database } from './database/kind.ts'
import { dnsServer } from './dns-server/kind.ts'
import { firewall } from './firewall/kind.ts'
import { internet } from './internet/kind.ts'
import { loadBalancer } from './load-balancer/kind.ts'
import { reverseProxy } from './reverse-proxy/kind.ts'
import { webApp } from './web-app/kind.ts'
import { webServer } from './web-server/kind.ts'

/** Every kind, one line each, in the order of the palette: the way of a request. */
export const kinds: readonly Kind[] = [
  client,
  dnsServer,
  internet,
  firewall,
  loadBalancer,
  reverseProxy,
  webServer,
  webApp,
  database,
]

const byId = new Map(kinds.map((kind) => [kind.id, kind]))

export function kindOf(id: string): Kind | undefined {
  return byId.get(id)
}
