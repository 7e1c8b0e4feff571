import { address } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { normaliseName } from '../../protocols/dns/name.ts'
import { isAddress } from '../../protocols/ip/address.ts'
import { isRoutedOnInternet } from '../../protocols/ip/scope.ts'
import type { Browsing } from './browsing.ts'
import { pageOf, type Leg } from './leg.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('chromium')

/**
 * Since version 142 Chromium asks the person before a page of the public net reaches into the local one (Local Network
 * Access). That permission is taken as given, and said so; where the page came from is known only if it was looked up.
 */
export function noteLocalNetwork(browsing: Browsing, leg: Leg): void {
  const page = pageOf(leg)
  if (!page || leg.mode === 'navigate') return
  const from = addressOf(browsing, page.host)
  const to = addressOf(browsing, leg.url.host)
  if (from === undefined || to === undefined || !isRoutedOnInternet(from) || isRoutedOnInternet(to)) return
  const source = { title: 'Local Network Access', section: 'Integration with Fetch' }
  browsing.session.client.context.step('assumed', say('local-network', { address: address(to) }), { source })
}

function addressOf({ state, session }: Browsing, host: string): string | undefined {
  if (isAddress(host)) return host
  const known = state.names[`${normaliseName(host)} A`]
  return known && known.until > session.client.context.now() ? known.addresses[0] : undefined
}
