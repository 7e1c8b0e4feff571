import { code, number, type Message, type Value } from '../../model/message.ts'
import type { HttpRequestMessage, HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import type { StepRef } from '../../model/verdict.ts'
import { all, append, remove } from '../../protocols/http/headers.ts'
import type { Process } from '../contract/context.ts'
import { bareAnswer, errorAnswer, ownAnswer } from './answers.ts'
import type { Proxy } from './model.ts'
import type { Deed, Ending, HeaderDeed, LineDeed, Redirect, Return } from './rules.ts'
import { queryOf } from './sample.ts'
import type { Sight } from './sight.ts'
import type { Ctx } from './state.ts'
import { manual, say } from './words.ts'

/** What the rules of a side have decided: to go on with this message, or to end it here. */
export type Ruled<M> =
  | { readonly outcome: 'goes-on'; readonly message: M }
  | { readonly outcome: 'answered'; readonly message: HttpResponseMessage; readonly because: StepRef }
  | { readonly outcome: 'closed'; readonly because: StepRef }
  | { readonly outcome: 'silent'; readonly because: StepRef }

const source = manual('4.2 http-request')

/** `http-request` rules in their order, then `redirect` ones: the first that ends the request is the last. */
export function* applyRequestRules(
  context: Ctx,
  proxy: Proxy,
  sight: Sight,
  request: HttpRequestMessage,
): Process<Ruled<HttpRequestMessage>> {
  let message = request
  for (const rule of [...proxy.requestRules, ...proxy.redirects]) {
    const seen = withRequest(sight, message)
    if (!rule.test(seen)) continue
    const { deed, setting } = rule
    if (deed.part === 'allow') break
    if (deed.part === 'end') return yield* endOf(context, proxy, deed.deed, { sight: seen, setting })
    message = changedRequest(deed, message, seen)
    sayChange(context, deed, seen, setting)
  }
  return { outcome: 'goes-on', message }
}

/** `http-response` rules, those of the backend before those of the frontend. */
export function* applyResponseRules(
  context: Ctx,
  proxy: Proxy,
  sight: Sight,
  response: HttpResponseMessage,
): Process<Ruled<HttpResponseMessage>> {
  let message = response
  for (const rule of proxy.responseRules) {
    const seen = withResponse(sight, message)
    if (!rule.test(seen)) continue
    const { deed, setting } = rule
    if (deed.part === 'allow') break
    if (deed.part === 'end') return yield* endOf(context, proxy, deed.deed, { sight: seen, setting })
    message = changedResponse(deed, message, seen)
    sayChange(context, deed, seen, setting)
  }
  return { outcome: 'goes-on', message }
}

const withRequest = (sight: Sight, request: HttpRequestMessage): Sight => ({ ...sight, request })
const withResponse = (sight: Sight, response: HttpResponseMessage): Sight => ({ ...sight, response })

function changedRequest(deed: Deed, message: HttpRequestMessage, sight: Sight): HttpRequestMessage {
  if (deed.part === 'variable') sight.variables.set(deed.name, deed.value(sight))
  if (deed.part === 'line') return changeLine(deed.deed, message, sight)
  return deed.part === 'header' ? { ...message, headers: changeHeaders(deed.deed, message.headers, sight) } : message
}

function changedResponse(deed: Deed, message: HttpResponseMessage, sight: Sight): HttpResponseMessage {
  if (deed.part === 'variable') sight.variables.set(deed.name, deed.value(sight))
  if (deed.part === 'status') return { ...message, status: Number(deed.value(sight)) }
  return deed.part === 'header' ? { ...message, headers: changeHeaders(deed.deed, message.headers, sight) } : message
}

function* endOf(
  context: Ctx,
  proxy: Proxy,
  deed: Ending,
  { sight, setting }: { sight: Sight; setting: string },
): Process<Exclude<Ruled<never>, { outcome: 'goes-on' }>> {
  const options = { setting, source }
  switch (deed.type) {
    case 'deny': {
      const because = context.step(
        'denied',
        say('rule-denies', { status: number(deed.status), termination: code('PR') }),
        options,
      )
      return { outcome: 'answered', message: denied(deed, proxy, sight), because }
    }
    case 'tarpit': {
      const because = context.step(
        'denied',
        say('rule-tarpits', { status: number(deed.status), termination: code('PT') }),
        options,
      )
      // A frontend knows no time for connecting.
      yield* context.work(proxy.tarpitMs ?? (proxy.isBackend ? proxy.connectMs : 0))
      return { outcome: 'answered', message: denied(deed, proxy, sight), because }
    }
    case 'reject':
      return {
        outcome: 'closed',
        because: context.step('denied', say('rule-rejects', { termination: code('PR') }), options),
      }
    case 'silent-drop':
      return { outcome: 'silent', because: context.step('denied', say('rule-drops'), options) }
    case 'auth': {
      const because = context.step('denied', say('rule-asks-password', { status: number(401) }), options)
      const realm = deed.realm ?? proxy.name
      return { outcome: 'answered', message: ownAnswer(401, [['WWW-Authenticate', `Basic realm="${realm}"`]]), because }
    }
    case 'return': {
      const because = context.step('answered', say('rule-returns', { status: number(deed.status) }), options)
      return { outcome: 'answered', message: returned(deed, sight), because }
    }
    case 'redirect': {
      const location = locationOf(deed, sight)
      const data = { location: code(location), status: number(deed.status), termination: code('LR') }
      const because = context.step('answered', say('rule-redirects', data), options)
      const cookie: readonly Header[] = deed.cookie === undefined ? [] : [['Set-Cookie', `${deed.cookie}; path=/;`]]
      return { outcome: 'answered', message: bareAnswer(deed.status, [['Location', location], ...cookie]), because }
    }
  }
}

function denied(
  { status, page }: { readonly status: number; readonly page: Return | undefined },
  proxy: Proxy,
  sight: Sight,
): HttpResponseMessage {
  return page ? returned({ ...page, status }, sight) : errorAnswer(status, [proxy])
}

function returned(deed: Return, sight: Sight): HttpResponseMessage {
  const headers = deed.headers.map(([name, value]): Header => [name, value(sight)])
  if (deed.body) {
    const type: readonly Header[] = deed.contentType === undefined ? [] : [['Content-Type', deed.contentType]]
    return bareAnswer(deed.status, [...type, ...headers], deed.body(sight))
  }
  return deed.status === 200 ? bareAnswer(200, headers) : ownAnswer(deed.status, headers)
}

/** Where a redirect leads (manual 4.2, "redirect"). */
function locationOf(deed: Redirect, sight: Sight): string {
  const target = deed.target(sight)
  if (deed.to === 'location') return target
  const asked = (sight.request?.target ?? '/').replace(/^https?:\/\/[^/?#]*/i, '')
  const query = asked.includes('?') ? asked.slice(asked.indexOf('?')) : ''
  const path = query === '' ? asked : asked.slice(0, asked.length - query.length)
  const slash = deed.appendSlash && deed.dropQuery && !path.endsWith('/') ? '/' : ''
  const rest = `${path}${slash}${deed.dropQuery ? '' : query}`
  if (deed.to === 'scheme') return `${target}://${all(sight.request?.headers ?? [], 'Host')[0] ?? ''}${rest}`
  return `${target === '/' ? '' : target}${rest}`
}

function changeHeaders(deed: HeaderDeed, headers: readonly Header[], sight: Sight): readonly Header[] {
  switch (deed.type) {
    case 'set-header':
      return [...remove(headers, deed.name), [deed.name, deed.value(sight)]]
    case 'add-header':
      return append(headers, deed.name, deed.value(sight))
    case 'del-header':
      return remove(headers, deed.name)
    case 'replace-header':
    case 'replace-value': {
      const { name, pattern, value } = deed
      const change = (one: string) => substitute(one, pattern, value(sight))
      const isList = deed.type === 'replace-value'
      return headers.map((header): Header => {
        if (header[0].toLowerCase() !== name.toLowerCase()) return header
        const parts = isList ? header[1].split(',').map((part) => part.trim()) : [header[1]]
        return [header[0], parts.map(change).join(isList ? ',' : '')]
      })
    }
  }
}

/** The whole value becomes the new one, in which `\\1` is what the first group matched; what does not match stays. */
function substitute(value: string, pattern: RegExp, format: string): string {
  const match = pattern.exec(value)
  return match ? format.replace(/\\(\d)/g, (_, group: string) => match[Number(group)] ?? '') : value
}

function changeLine(deed: LineDeed, message: HttpRequestMessage, sight: Sight): HttpRequestMessage {
  const query = queryOf(message.target)
  const path = message.target.replace(/\?.*$/, '')
  switch (deed.type) {
    case 'set-method':
      return { ...message, method: deed.value(sight) }
    case 'set-uri':
    case 'set-pathq':
      return { ...message, target: deed.value(sight) }
    case 'set-path':
      return { ...message, target: withQuery(deed.value(sight), query) }
    case 'set-query': {
      const value = deed.value(sight)
      return { ...message, target: withQuery(path, value.replace(/^\?/, '')) }
    }
    case 'replace-path':
      return { ...message, target: withQuery(substitute(path, deed.pattern, deed.value(sight)), query) }
    case 'replace-pathq':
    case 'replace-uri':
      return { ...message, target: substitute(message.target, deed.pattern, deed.value(sight)) }
  }
}

const withQuery = (path: string, query: string): string => (query === '' ? path : `${path}?${query}`)

const line = (name: string, value: string): Value => code(`${name}: ${value}`)

function sayChange(context: Ctx, deed: Deed, sight: Sight, setting: string): void {
  const options = { setting, source }
  if (deed.part === 'header') context.step('decided', headerMessage(deed.deed, sight), options)
  else if (deed.part === 'line') context.step('decided', say('rule-changes', { rule: code(deed.deed.type) }), options)
  else if (deed.part === 'status') context.step('decided', say('rule-changes', { rule: code('set-status') }), options)
}

function headerMessage(deed: HeaderDeed, sight: Sight): Message {
  switch (deed.type) {
    case 'set-header': {
      const header = line(deed.name, deed.value(sight))
      const isProto = deed.name.toLowerCase() === 'x-forwarded-proto'
      return isProto ? say('header-set', { header }) : say('rule-sets-header', { header })
    }
    case 'add-header':
      return say('rule-adds-header', { header: line(deed.name, deed.value(sight)) })
    case 'del-header':
      return say('rule-removes-header', { header: code(deed.name) })
    case 'replace-header':
    case 'replace-value':
      return say('rule-changes', { rule: code(`${deed.type} ${deed.name}`) })
  }
}
