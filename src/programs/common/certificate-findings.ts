import { list, text, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { freshEpoch } from '../../model/world.ts'
import { judgeCertificate } from '../../protocols/tls/certificate.ts'
import type { Wiring } from '../contract/wiring.ts'
import type { Noticed } from './noticed.ts'
import type { TlsSettings } from './tls-fields.ts'
import { certificateFor } from './tls.ts'
import type en from './web-texts.en.ts'

/** What a browser would hold against a server's certificate, and the setting that makes it so. */
type CertificateFault =
  | { readonly fault: 'expired' | 'not-yet-valid'; readonly setting: 'certificateState' }
  | { readonly fault: 'self-signed' | 'untrusted'; readonly setting: 'certificateIssuer' }
  | { readonly fault: 'refused'; readonly setting: 'certificateIssuer' | 'certificateUse' | 'certificateNamesIn' }
  | { readonly fault: 'key'; readonly setting: 'certificateKey' }
  | { readonly fault: 'wrong-name'; readonly setting: 'certificateNames'; readonly names: readonly string[] }

/**
 * The faults of a server's certificate for the names it is asked by: those it was given, else those that the DNS
 * servers of the diagram know.
 */
function certificateFaults(
  settings: TlsSettings,
  wiring: Wiring,
  serverNames: readonly string[] = [],
): readonly CertificateFault[] {
  const certificate = certificateFor(settings, wiring, freshEpoch)
  const faults: CertificateFault[] = []
  if (settings.certificateState !== 'valid')
    faults.push({ fault: settings.certificateState, setting: 'certificateState' })
  if (certificate.selfSigned) faults.push({ fault: 'self-signed', setting: 'certificateIssuer' })
  else if (!certificate.trusted) faults.push({ fault: 'untrusted', setting: 'certificateIssuer' })
  else if (settings.certificateIssuer !== 'trusted') faults.push({ fault: 'refused', setting: 'certificateIssuer' })
  if (settings.certificateUse !== 'server') faults.push({ fault: 'refused', setting: 'certificateUse' })
  if (settings.certificateKey !== 'fits') faults.push({ fault: 'key', setting: 'certificateKey' })
  // Browsers read no names but the alternative ones.
  if (settings.certificateNamesIn === 'subject-only')
    return [...faults, { fault: 'refused', setting: 'certificateNamesIn' }]
  const { defect: _, ...plain } = certificate
  const sound = { ...plain, trusted: true, selfSigned: false }
  const isCovered = (name: string): boolean => judgeCertificate(sound, name, sound.notBefore, 'chromium').ok
  const own = serverNames.filter((name) => /^[a-z\d]/i.test(name) && !name.endsWith('.*'))
  const known = wiring.knownNames()
  // Of the names that DNS knows some may lead to other servers: one that fits is enough.
  const missing = own.length > 0 ? own.filter((name) => !isCovered(name)) : known.some(isCovered) ? [] : known
  if (missing.length > 0) faults.push({ fault: 'wrong-name', setting: 'certificateNames', names: missing })
  return faults
}

/** The same as the check tells them in the words of the program `id`, whose texts spread those of `web-texts`. */
export const certificateFindings = (id: string, ...asked: Parameters<typeof certificateFaults>): readonly Noticed[] =>
  certificateFaults(...asked).map((fault) => ({
    severity: 'warning',
    message: messageOf(id, fault),
    setting: fault.setting,
    clear: fault.setting,
  }))

function messageOf(id: string, fault: CertificateFault): Message {
  const say = speaker<typeof en>(id)
  switch (fault.fault) {
    case 'expired':
      return say('finding.certificate-expired')
    case 'not-yet-valid':
      return say('finding.certificate-not-yet-valid')
    case 'self-signed':
      return say('finding.certificate-self-signed')
    case 'untrusted':
      return say('finding.certificate-untrusted')
    case 'refused':
      return say('finding.certificate-refused')
    case 'key':
      return say('finding.certificate-key')
    case 'wrong-name':
      return say('finding.certificate-wrong-name', { names: list(fault.names.map((name) => text(name))) })
  }
}
