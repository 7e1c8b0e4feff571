import type { NginxServer } from './config.ts'
import { socketFit, type Listen } from './listen.ts'
import { pattern } from './pattern.ts'

/** How well a name fits, in nginx's order: exact, longest `*.x`, longest `x.*`. */
type Fit = readonly [rank: number, length: number]

function fitOf(written: string, host: string): Fit | undefined {
  const name = written.toLowerCase()
  if (name === host) return [3, name.length]
  if (name.startsWith('*.') && host.endsWith(name.slice(1)) && host.length > name.length - 1) return [2, name.length]
  // `.example.org` is the name itself and everything below it.
  if (name.startsWith('.')) {
    if (host === name.slice(1)) return [3, name.length]
    return host.endsWith(name) && host.length > name.length ? [2, name.length + 1] : undefined
  }
  if (name.endsWith('.*') && host.startsWith(name.slice(0, -1)) && host.length > name.length - 1)
    return [1, name.length]
  return undefined
}

/** Reads a Host header: the name in lower case, without port and the root's dot; nothing where nginx answers 400. */
export function readHost(host: string): string | undefined {
  // oxlint-disable-next-line eslint/no-control-regex -- nginx refuses blanks and controls.
  if (/[\u0000-\u0020\u007f/]|\.\./.test(host)) return undefined
  const literal = /^\[[^\]]*\]/.exec(host)?.[0]
  const name = (literal ?? host.replace(/:.*$/s, '').replace(/\.$/, '')).toLowerCase()
  return name === '' ? undefined : name
}

/** What stands in the request line is read more strictly: letters, digits, dots and hyphens. */
export const isReadableAuthority = (host: string): boolean => /^(?:\[[\da-f:.]+\]|[a-z\d.-]+)(?::\d*)?$/i.test(host)

export interface ServerMatch {
  readonly server: NginxServer
  readonly listen: Listen | undefined
  /** The name that fitted, and its setting; none for the default server. */
  readonly name?: string
  readonly setting?: string | undefined
  /** Of a regular expression. */
  readonly captures?: RegExpExecArray
}

/**
 * The block that serves a request (nginx, "How nginx processes a request"): those that listen on the address that was
 * asked, or else on every address; among them by name; if none fits the default one.
 */
export function findServer(
  servers: readonly NginxServer[],
  asked: { readonly address: string; readonly port: number; readonly host: string },
): ServerMatch | undefined {
  const { port, host } = asked
  const heard = servers.flatMap((server) => {
    const fits = server.listens
      .filter((listen) => listen.port === port)
      .map((listen) => ({ server, listen, fit: socketFit(listen, asked.address) }))
    return fits.filter(({ fit }) => fit > 0)
  })
  const best = Math.max(...heard.map(({ fit }) => fit))
  const socket = heard.filter(({ fit }) => fit === best)
  const byDefault = socket.find(({ listen }) => listen.isDefault) ?? socket[0]
  return byName(socket, host) ?? byDefault
}

function byName(
  candidates: readonly { readonly server: NginxServer; readonly listen: Listen }[],
  host: string,
): ServerMatch | undefined {
  let best: ServerMatch | undefined
  let most: Fit = [0, 0]
  for (const { server, listen } of candidates) {
    for (const { name, setting } of server.names) {
      const fit = name.startsWith('~') ? undefined : fitOf(name, host)
      if (!fit || fit[0] < most[0] || (fit[0] === most[0] && fit[1] <= most[1])) continue
      best = { server, listen, name, setting }
      most = fit
    }
  }
  if (best || host === '') return best
  for (const { server, listen } of candidates) {
    for (const { name, setting } of server.names) {
      const captures = name.startsWith('~') ? pattern(name.slice(1), true)?.exec(host) : null
      if (captures) return { server, listen, name, setting, captures }
    }
  }
  return undefined
}
