import type { Finding } from '../../model/finding.ts'
import { code, list, text } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { FindingContext } from '../contract/program.ts'
import type { Wiring } from '../contract/wiring.ts'
import type { DjangoSettings } from './fields.ts'
import { allowedNames, judgeHost } from './hosts.ts'
import { isOld } from './request-facts.ts'
import type en from './texts.en.ts'

const say = speaker<typeof en>('django')

export function findings({ settings, wiring }: FindingContext<DjangoSettings>): readonly Finding[] {
  const at = (setting: string) => ({ subject: { type: 'device', id: wiring.device, setting } as const, fixes: [] })
  const found: Finding[] = []
  const { endpoints, database, allowedHosts, corsOrigins, corsCredentials } = settings
  const wanting = (endpoints ?? []).findIndex((endpoint) => endpoint.usesDatabase !== 'none')
  if (database === undefined && wanting >= 0) {
    found.push({ ...say('finding.database-missing'), severity: 'error', ...at(`endpoints[${wanting}]`) })
  } else if (database === undefined) {
    found.push({ ...say('finding.no-database'), severity: 'hint', ...at('database') })
  }
  const names = wiring.knownNames().filter((name) => !name.startsWith('*'))
  if (
    names.length > 0 &&
    names.every((name) => judgeHost(name, allowedNames(allowedHosts, settings.debug)) === 'not-allowed')
  ) {
    const words = say('finding.hosts', { names: list(names.map((name) => text(name))) })
    found.push({ ...words, severity: 'warning', ...at('allowedHosts') })
  }
  const misspelledHost = allowedHosts?.findIndex((one) => fitsNobody.test(one)) ?? -1
  if (misspelledHost >= 0) {
    const words = say('finding.host-fits-nobody', { name: code(allowedHosts?.[misspelledHost] ?? '') })
    found.push({ ...words, severity: 'warning', ...at(`allowedHosts[${misspelledHost}]`) })
  }
  if (isRedirectLoop(settings, wiring)) {
    const { device } = wiring
    const fix = { type: 'set-config', device, config: { trustForwardedProto: true } } as const
    found.push({
      ...say('finding.redirect-loop'),
      severity: 'warning',
      subject: { type: 'device', id: device, setting: 'sslRedirect' },
      fixes: [{ ...fix, label: say('fix.trust-proto') }],
    })
  }
  const misspelled = misspelledOrigin(settings, wiring)
  if (misspelled >= 0) {
    const words = isOld(wiring.profile) ? say('finding.csrf-hosts') : say('finding.csrf-origins')
    found.push({ ...words, severity: 'error', ...at(`csrfTrustedOrigins[${misspelled}]`) })
  }
  if (settings.debug) found.push({ ...say('finding.debug'), severity: 'hint', ...at('debug') })
  if (corsCredentials && corsOrigins?.includes('*')) {
    found.push({ ...say('finding.cors-open'), severity: 'warning', ...at('corsOrigins') })
  }
  return found
}

/** Django compares names only: no star before a domain, no scheme, no port (django.http.request, `validate_host`). */
const fitsNobody = /^\*.|:\/\/|:\d+$/

/** It sends everybody to https and cannot learn from the proxy in front that they came with it. */
function isRedirectLoop(settings: DjangoSettings, wiring: Wiring): boolean {
  const { sslRedirect, trustForwardedProto, forwardedAllowIps } = settings
  if (!sslRedirect || trustForwardedProto || forwardedAllowIps.includes('*')) return false
  const proxies = wiring.ledFrom.filter((peer) => peer.serves === 'http')
  return proxies.some(({ id }) => !forwardedAllowIps.includes(wiring.addressOf(id) ?? ''))
}

/** CSRF_TRUSTED_ORIGINS holds origins with their scheme since Django 4.0, before that hosts; the first that does not. */
function misspelledOrigin({ csrfProtection, csrfTrustedOrigins = [] }: DjangoSettings, { profile }: Wiring): number {
  if (!csrfProtection) return -1
  return csrfTrustedOrigins.findIndex((one) => one.includes('://') === isOld(profile))
}
