import { err, ok, type Result } from '../../lib/result.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import { parseUrl, type Url, type UrlError } from '../../protocols/url/url.ts'

/** Ends that no registry gives out: Chromium does not expect HTTPS there (`net::IsHostnameNonUnique`). */
const unregistered =
  /(?:^|\.)(?:arpa|corp|example|home|internal|intranet|invalid|lan|local|localhost|localdomain|test)$/

/** What is tried, in order, for a text in the address bar. */
export interface Typed {
  readonly urls: readonly [Url, ...Url[]]
  /** Why there is no choice, or a choice of two: shown as a step. */
  readonly guess: 'none' | 'https-first' | 'http-only' | 'upgrade'
}

/**
 * Reads what somebody typed. Without a scheme Chromium tries https first and http if that fails, but only for names
 * that the public DNS could know and without a port (`TypedNavigationUpgradeThrottle`, `ShouldUpgradeToHttps`).
 */
export function readTyped(text: string, upgrades: boolean): Result<Typed, UrlError> {
  const trimmed = text.trim()
  if (/^(?:https?:|[a-z][a-z\d+.-]*:\/\/)/i.test(trimmed)) {
    const parsed = parseUrl(trimmed)
    return parsed.ok ? ok(asWritten(parsed.value, upgrades)) : parsed
  }
  const http = parseUrl(`http://${trimmed}`)
  const https = parseUrl(`https://${trimmed}`)
  if (!http.ok || !https.ok) return trimmed === '' ? err('empty') : http.ok ? err('no-scheme') : http
  if (!isPublic(http.value)) return ok({ urls: [http.value], guess: 'http-only' })
  return ok({ urls: [https.value, http.value], guess: 'https-first' })
}

/** A URL with its scheme; by default Chromium tries https first even where http is written, as `readTyped` does. */
export function asWritten(url: Url, upgrades: boolean): Typed {
  if (!upgrades || url.scheme === 'https' || !isPublic(url)) return { urls: [url], guess: 'none' }
  return { urls: [{ ...url, scheme: 'https', port: 443 }, url], guess: 'upgrade' }
}

const isPublic = ({ host, explicitPort }: Url): boolean =>
  host.includes('.') && !isAddress(host) && !unregistered.test(host) && !explicitPort

/** Ports of other services, which a browser must not be made to talk to (Fetch standard, "bad port"). */
const badPorts: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

export const isBadPort = (port: number): boolean => badPorts.has(port)
