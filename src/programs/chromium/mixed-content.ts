import type { Initiator } from '../../model/request.ts'
import type { Url } from '../../protocols/url/url.ts'

/**
 * What becomes of a request for plain http that an https page makes (Mixed Content, level 2): pictures are asked for by
 * https instead, everything else is not sent. A form is held back by a warning. Navigations by link and pages that are
 * not secure themselves may ask for anything.
 */
export function mixedContent(
  url: Url,
  initiator: Initiator,
  pageOrigin: string | undefined,
): 'fine' | 'upgrade' | 'block' {
  const isPageSecure = pageOrigin?.startsWith('https:') ?? false
  if (!isPageSecure || url.scheme === 'https' || isTrustworthy(url.host)) return 'fine'
  if (initiator === 'address-bar' || initiator === 'link') return 'fine'
  return initiator === 'image' ? 'upgrade' : 'block'
}

/** The machine itself counts as secure (Secure Contexts section 3.1). */
function isTrustworthy(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
