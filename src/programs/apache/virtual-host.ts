import { normaliseName } from '../../protocols/dns/name.ts'

/** The name in lower case, without port and the root's dot. */
export function hostName(host: string): string {
  return normaliseName(host.replace(/:\d*$/, ''))
}

/** Whether a Host header keeps to the standard; Apache answers 400 where it does not (`HttpProtocolOptions Strict`). */
export function isReadableHost(host: string): boolean {
  const [, name = '', port] = /^(\[[\da-f:.]+\]|[\w.-]+)(?::(\d+))?$/i.exec(host) ?? []
  const isPort = port === undefined || (Number(port) > 0 && Number(port) < 65_536)
  return name !== '' && !name.includes('..') && isPort
}

/** The index of the first ServerName or ServerAlias that fits; `*` stands for any text and `?` for one character. */
export function matchAlias(names: readonly string[], host: string): number | undefined {
  const index = names.findIndex((name) => {
    const escaped = name.toLowerCase().replace(/[.+^${}()|[\]\\]/g, '\\$&')
    return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(host)
  })
  return index < 0 ? undefined : index
}

export interface VirtualHost {
  readonly key: string
  readonly name: string | undefined
  readonly aliases: string | undefined
  /** Unset: every port. */
  readonly port?: number | undefined
}

export interface ChosenHost {
  readonly index: number
  /** The name or alias that fits; none: it is the default one. */
  readonly by: string | undefined
}

/** Of those on the port, the first virtual host whose name or alias fits, else the first of all ("Name-based Virtual Host Support"). */
export function chooseVirtualHost(hosts: readonly VirtualHost[], host: string, at: number): ChosenHost | undefined {
  const isHere = ({ port = at }: VirtualHost) => port === at
  for (const [index, one] of hosts.entries()) {
    if (!isHere(one)) continue
    const { name, aliases = '' } = one
    const names = [...(name === undefined ? [] : [name]), ...aliases.split(/\s+/).filter(Boolean)]
    const found = matchAlias(names, host)
    if (found !== undefined) return { index, by: names[found] }
  }
  const first = hosts.findIndex(isHere)
  return first < 0 ? undefined : { index: first, by: undefined }
}
