import { code } from '../../model/message.ts'
import type { HttpRequestMessage, HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { append, get, has, remove, set } from '../../protocols/http/headers.ts'
import { parseAddress } from '../../protocols/ip/address.ts'
import { contains, parseCidr } from '../../protocols/ip/cidr.ts'
import { settingOf, type ForwardFor, type Proxy } from './model.ts'
import type { Sight } from './sight.ts'
import type { Ctx } from './state.ts'
import { manual, say } from './words.ts'

interface Between {
  readonly frontend: Proxy
  readonly backend: Proxy
  readonly sight: Sight
}

/**
 * HAProxy adds nothing by itself. `option forwardfor` adds a header line of its own beside any that there was; of the
 * `Connection` header only its own tokens are taken away (manual 4.2, "option forwardfor"; recorded with 2.6).
 */
export function changedRequest(context: Ctx, between: Between, request: HttpRequestMessage): HttpRequestMessage {
  const { frontend, backend, sight } = between
  let headers: readonly Header[] = withoutOwnTokens(request.headers)
  headers = withAddress(context, between, headers, { option: 'forwardFor', address: sight.client.address })
  headers = withAddress(context, between, headers, { option: 'originalTo', address: sight.local.address })
  if (frontend.close || backend.close) headers = append(remove(headers, 'Connection'), 'Connection', 'close')
  return { ...request, headers }
}

interface Added {
  readonly option: 'forwardFor' | 'originalTo'
  readonly address: string
}

/** Where both have the option, the backend's name for it counts. */
function withAddress(
  context: Ctx,
  { frontend, backend }: Between,
  headers: readonly Header[],
  { option, address }: Added,
): readonly Header[] {
  const owner = backend[option] ? backend : frontend
  const forwarding: ForwardFor | undefined = owner[option]
  if (!forwarding || (forwarding.ifNone && has(headers, forwarding.header))) return headers
  if (forwarding.except !== undefined && isWithin(address, forwarding.except)) return headers
  const header = code(`${forwarding.header}: ${address}`)
  const isClient = option === 'forwardFor'
  context.step('decided', isClient ? say('header-added', { header }) : say('rule-adds-header', { header }), {
    setting: settingOf(owner, option),
    source: manual(isClient ? '4.2 option forwardfor' : '4.2 option originalto'),
  })
  return append(headers, forwarding.header, address)
}

function isWithin(address: string, block: string): boolean {
  const [parsed, whole] = [parseAddress(address), parseCidr(block.includes('/') ? block : `${block}/32`)]
  return parsed.ok && whole.ok && contains(whole.value, parsed.value)
}

/** `option httpclose` also ends the client's connection. */
export function closing(answer: HttpResponseMessage, { frontend, backend }: Between): HttpResponseMessage {
  const isClosed = frontend.close === 'close' || backend.close === 'close'
  return isClosed ? { ...answer, headers: set(answer.headers, 'Connection', 'close') } : answer
}

function withoutOwnTokens(headers: HttpRequestMessage['headers']): HttpRequestMessage['headers'] {
  const value = get(headers, 'Connection')
  if (value === undefined) return headers
  const left = value.split(',').filter((token) => !/^\s*(?:close|keep-alive)\s*$/i.test(token))
  const kept = left.join(',').trim()
  return kept === '' ? remove(headers, 'Connection') : set(headers, 'Connection', kept)
}
