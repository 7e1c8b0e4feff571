import { normaliseName } from '../../protocols/dns/name.ts'
import type { Service, Wiring } from '../contract/wiring.ts'

/** Where every name server listens (RFC 1035 section 4.2). */
export const dnsServices = (): readonly Service[] => [
  { port: 53, protocol: 'udp', speaks: 'dns', tls: false },
  { port: 53, protocol: 'tcp', speaks: 'dns', tls: false },
]

/** Unset, a server that asks others asks those that its cables lead to. */
export const serversToAsk = ({ leadsTo }: Wiring): readonly string[] =>
  leadsTo.filter(({ serves }) => serves === 'dns').map(({ id }) => id)

/** The names in rows of settings; a row whose name is not set yet has none. */
export const namesOf = (rows: readonly { readonly name: string | undefined }[]): readonly string[] =>
  rows.flatMap(({ name }) => (name === undefined ? [] : [normaliseName(name)]))
