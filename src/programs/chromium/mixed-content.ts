import type { Initiator } from '../../model/request.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import { isTrustworthy, type Url } from '../../protocols/url/url.ts'

/**
 * What becomes of a request for plain http that an https page makes (Mixed Content, level 2): pictures, films and sound
 * are asked for by https instead, everything else is not sent, nor anything to a mere address. A form is held back by a
 * warning. Navigations by link and pages that are not secure themselves may ask for anything.
 */
export function mixedContent(
  url: Url,
  initiator: Initiator,
  pageOrigin: string | undefined,
): 'fine' | 'upgrade' | 'block' {
  const isPageSecure = pageOrigin?.startsWith('https:') ?? false
  if (!isPageSecure || isTrustworthy(url)) return 'fine'
  if (initiator === 'address-bar' || initiator === 'link') return 'fine'
  return (initiator === 'image' || initiator === 'media') && !isAddress(url.host) ? 'upgrade' : 'block'
}
