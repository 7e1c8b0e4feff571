import { address as addressValue, code } from '../../model/message.ts'
import type { Header } from '../../model/request.ts'
import type { StepRef } from '../../model/verdict.ts'
import { get } from '../../protocols/http/headers.ts'
import { parseAddress } from '../../protocols/ip/address.ts'
import { contains, parseCidr } from '../../protocols/ip/cidr.ts'
import type { Directive } from './directive.ts'
import { diskOf } from './disk.ts'
import { say, type Exchange } from './exchange.ts'
import { because, from, valueOf, type Scope } from './scope.ts'
import { credentials, fill } from './variables.ts'

export interface Denied {
  readonly status: 401 | 403
  readonly because: StepRef
  readonly headers?: readonly Header[]
}

/** May this request come in? By address, and by password; `satisfy any` lets either be enough. */
export function judgeAccess(exchange: Exchange): Denied | undefined {
  const byAddress = judgeAddress(exchange)
  const isAny = valueOf(exchange.scope, 'satisfy') === 'any'
  if (byAddress !== 'allowed' && byAddress !== undefined && !isAny) return byAddress
  if (byAddress === 'allowed' && isAny) return undefined
  const byPassword = judgePassword(exchange)
  if (byPassword === 'allowed') return undefined
  if (byPassword) return byPassword
  return byAddress === 'allowed' ? undefined : byAddress
}

/** The rules of the nearest block that has any, in their order. */
function rulesOf(scope: Scope): readonly Directive[] {
  for (let level: Scope | undefined = scope; level; level = level.parent) {
    const rules = level.directives.filter(({ name }) => name === 'allow' || name === 'deny')
    if (rules.length > 0) return rules
  }
  return []
}

function judgeAddress({ context, client, scope }: Exchange): Denied | 'allowed' | undefined {
  for (const rule of rulesOf(scope)) {
    if (!covers(rule.args[0] ?? '', client)) continue
    const data = { client: addressValue(client), rule: code(`${rule.name} ${rule.args[0] ?? ''}`) }
    if (rule.name === 'allow') {
      context.step('permitted', say('address-allowed', data), from(rule))
      return 'allowed'
    }
    return { status: 403, because: context.step('denied', say('address-denied', data), from(rule)) }
  }
  return undefined
}

function covers(place: string, client: string): boolean {
  if (place === 'all') return true
  const address = parseAddress(client)
  const block = parseCidr(place.includes('/') ? place : `${place}/${place.includes(':') ? 128 : 32}`)
  return address.ok && block.ok && contains(block.value, address.value)
}

function judgePassword(exchange: Exchange): Denied | 'allowed' | undefined {
  const { context, request, scope } = exchange
  const realm = valueOf(scope, 'auth_basic')
  if (realm === undefined || realm === 'off') return undefined
  const file = valueOf(scope, 'auth_basic_user_file')
  if (file === undefined) return undefined
  const options = because(scope, 'auth_basic')
  const given = credentials(get(request.headers, 'Authorization'))
  const words = fill(exchange, realm)
  const challenge: readonly Header[] = [['WWW-Authenticate', `Basic realm="${words}"`]]
  if (!given)
    return { status: 401, because: context.step('denied', say('password-missing'), options), headers: challenge }
  const path = fill(exchange, file)
  const found = diskOf(context.settings).look(path.startsWith('/') ? path : `/etc/nginx/${path}`)
  if (found.is !== 'file' && path !== '/dev/null') {
    const step = context.step(
      'denied',
      say('password-file-missing', { file: code(path) }),
      because(scope, 'auth_basic_user_file'),
    )
    return { status: 403, because: step }
  }
  const lines = found.is === 'file' ? (found.file.text ?? '').split('\n') : []
  const kept = lines.map((line) => line.split(':')).find(([user]) => user === given.user)?.[1]
  const user = code(given.user)
  if (kept !== undefined && isRight(exchange, kept, given.password)) {
    context.step('permitted', say('password-right', { user }), options)
    return 'allowed'
  }
  return { status: 401, because: context.step('denied', say('password-wrong', { user }), options), headers: challenge }
}

/** Plain passwords can be compared; of a hash it is assumed that the password fits. */
function isRight({ context }: Exchange, kept: string, password: string): boolean {
  const plain = kept.replace(/^\{PLAIN\}/, '')
  if (plain === password) return true
  if (!/^(?:\$|\{S?SHA)/.test(kept)) return false
  context.step('assumed', say('password-assumed'))
  return true
}
