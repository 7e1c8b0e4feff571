import { normaliseName } from '../../protocols/dns/name.ts'

/** How well a name fits, in nginx's order: exact, longest `*.x`, longest `x.*`. */
type Fit = readonly [rank: number, length: number]

function fitOf(pattern: string, host: string): Fit | undefined {
  const name = pattern.toLowerCase()
  if (name === host) return [3, name.length]
  if (name.startsWith('*.') && host.endsWith(name.slice(1))) return [2, name.length]
  // `.example.org` is the name itself and everything below it.
  if (name.startsWith('.') && (host === name.slice(1) || host.endsWith(name))) {
    return host === name.slice(1) ? [3, name.length] : [2, name.length]
  }
  if (name.endsWith('.*') && host.startsWith(name.slice(0, -1))) return [1, name.length]
  return undefined
}

/** The name in lower case, without port and the root's dot; an address in brackets stays in them. */
export function hostName(host: string): string {
  return normaliseName(host.replace(/:\d*$/, ''))
}

/** Whether a Host header can be read at all: nginx answers 400 where it cannot. */
export function isReadableHost(host: string): boolean {
  return host !== '' && !/[\s/\\@?#]|\.\./.test(host) && !host.startsWith('.')
}

/** The index of the `server_name` that fits best (nginx, "Server names"); of equals the first. */
export function matchServerName(names: readonly string[], host: string): number | undefined {
  let best: number | undefined
  let most: Fit = [0, 0]
  for (const [index, name] of names.entries()) {
    const fit = fitOf(name, host)
    if (fit && (fit[0] > most[0] || (fit[0] === most[0] && fit[1] > most[1]))) {
      best = index
      most = fit
    }
  }
  return best
}
