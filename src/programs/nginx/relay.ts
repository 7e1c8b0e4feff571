import type { HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { remove } from '../../protocols/http/headers.ts'
import { absoluteUrl, type Exchange } from './exchange.ts'
import type { PassTarget } from './pass-target.ts'
import { pattern } from './pattern.ts'
import { inherited, type Scope } from './scope.ts'
import { fill, fillWith, variable } from './variables.ts'

/** What nginx keeps to itself of an answer from behind, unless `proxy_pass_header` lets it through. */
const hidden = [
  'Date',
  'Server',
  'X-Pad',
  'X-Accel-Expires',
  'X-Accel-Redirect',
  'X-Accel-Limit-Rate',
  'X-Accel-Buffering',
  'X-Accel-Charset',
]

/** What belongs to one hop only. */
const ofHop = ['Connection', 'Keep-Alive', 'Transfer-Encoding']

/** The headers of an answer from behind as the caller gets them (`proxy_hide_header`, `proxy_pass_header`). */
export function relayedHeaders(scope: Scope, { headers }: HttpResponseMessage): readonly Header[] {
  const names = (directive: string) => inherited(scope, directive).flatMap(({ args }) => args)
  const passed = new Set(names('proxy_pass_header').map((name) => name.toLowerCase()))
  const dropped = [...hidden.filter((name) => !passed.has(name.toLowerCase())), ...names('proxy_hide_header')]
  return [...dropped, ...ofHop].reduce((kept: readonly Header[], name) => remove(kept, name), headers)
}

/**
 * `proxy_redirect`: a Location that names the inside is turned into one that names this server. By default that is the
 * address of `proxy_pass`, which becomes the location's path. Nothing where no rule fits.
 */
export function rewriteRedirect(
  exchange: Exchange,
  location: string,
  target: PassTarget,
  proxyHost: string,
): string | undefined {
  const rules = inherited(exchange.scope, 'proxy_redirect')
  const isDefault = rules.length === 0
  for (const { args } of isDefault ? [{ args: ['default'] }] : rules) {
    const [from = '', to = ''] = args
    if (from === 'off') return undefined
    const made = from === 'default' ? byDefault(location, target, proxyHost) : byRule(exchange, location, from, to)
    if (made === undefined) continue
    return made.startsWith('/') ? absoluteUrl(exchange, made) : made
  }
  return undefined
}

function byDefault(location: string, { redirect }: PassTarget, proxyHost: string): string | undefined {
  if (!redirect) return undefined
  const inner = redirect.inner(proxyHost)
  const { outer } = redirect
  return location.startsWith(inner) ? outer + location.slice(inner.length) : undefined
}

function byRule(exchange: Exchange, location: string, from: string, to: string): string | undefined {
  if (!from.startsWith('~')) {
    const inner = fill(exchange, from)
    return location.startsWith(inner) ? fill(exchange, to) + location.slice(inner.length) : undefined
  }
  const isCaseless = from.startsWith('~*')
  const match = pattern(from.slice(isCaseless ? 2 : 1), isCaseless)?.exec(location)
  if (!match) return undefined
  return fillWith(to, (name) =>
    /^\d+$/.test(name) ? match[Number(name)] : (match.groups?.[name] ?? variable(exchange, name)),
  )
}
