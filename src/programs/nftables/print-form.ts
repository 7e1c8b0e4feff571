import { formatAddress } from '../../protocols/ip/address.ts'
import { formatCidr, type Cidr } from '../../protocols/ip/cidr.ts'
import type { PrintContext, PrintedLine } from '../contract/config-text.ts'
import type { AddressSet, Chain, FormRule, Match, Rule, Statement } from './ruleset.ts'

/** What the internet does not carry (RFC 6890), as `private` stands for it in the form's rules. */
const notRouted =
  '{ 0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.88.99.0/24, 192.168.0.0/16, 198.18.0.0/15, 224.0.0.0/4, 240.0.0.0/4 }'

/** The form's chains in nft's own language: each line belongs to the setting that it comes from. */
export function formLines(chains: readonly Chain[], context: PrintContext): readonly PrintedLine[] {
  return [
    { text: '' },
    { text: 'table inet filter {' },
    ...chains.flatMap((chain, index) => [...(index > 0 ? [{ text: '' }] : []), ...chainLines(chain, context)]),
    { text: '}' },
  ]
}

const priorityNames: Readonly<Record<number, string>> = { [-100]: 'dstnat', 0: 'filter', 100: 'srcnat' }

function chainLines(chain: Chain, context: PrintContext): readonly PrintedLine[] {
  const { name, type, hook, priority, policy, policySetting } = chain
  const settings = `\t\ttype ${type} hook ${hook} priority ${priorityNames[priority] ?? priority}; policy ${policy};`
  return [
    { text: `\tchain ${name} {` },
    { text: settings, ...(policySetting === undefined ? {} : { setting: policySetting }) },
    ...chain.rules.flatMap((rule) =>
      ruleTexts(rule, context).map((text) => ({ text: `\t\t${text}`, setting: rule.setting })),
    ),
    { text: '\t}' },
  ]
}

const isForm = (rule: Rule): rule is FormRule => 'match' in rule

/** A rule of the form may take one line for each family. */
function ruleTexts(rule: Rule, context: PrintContext): readonly string[] {
  if (!isForm(rule)) return []
  const { match, origin } = rule
  const name = 'name' in origin ? origin.name : undefined
  const comment = name === undefined || name === '' ? '' : ` comment "${name.replaceAll('"', "'")}"`
  return ([4, 6] as const).flatMap((version) => {
    const conditions = conditionsOf(match, version, context)
    const verdict = conditions && verdictOf(rule.statement, version, context)
    if (!conditions || verdict === undefined) return []
    // What names no family is written once, for both.
    if (version === 6 && !isOfFamily(match, rule.statement)) return []
    return [[...conditions, `${verdict}${comment}`].join(' ')]
  })
}

const isOfFamily = ({ from, to, echo }: Match, { type }: Statement): boolean =>
  from !== undefined || to !== undefined || echo !== undefined || type === 'dnat'

/** What a packet must have; nothing where no packet of this family can have it. */
function conditionsOf(match: Match, version: 4 | 6, context: PrintContext): readonly string[] | undefined {
  const family = version === 4 ? 'ip' : 'ip6'
  const from = match.from && addresses(match.from, version, context)
  const to = match.to && addresses(match.to, version, context)
  const carried = transport(match, version)
  if ((match.from && from === undefined) || (match.to && to === undefined) || !carried) return undefined
  return [
    ...(match.interfacesIn ? [`iifname ${oneOf(match.interfacesIn.map((name) => `"${name}"`))}`] : []),
    ...(match.interfacesOut ? [`oifname ${oneOf(match.interfacesOut.map((name) => `"${name}"`))}`] : []),
    ...(match.states ? [`ct state ${match.states.join(',')}`] : []),
    ...(from === undefined ? [] : [`${family} saddr ${from}`]),
    ...(to === undefined ? [] : [`${family} daddr ${to}`]),
    ...carried,
  ]
}

/** Nothing where no packet can have it: a ping has no ports. */
function transport({ protocols, ports, echo }: Match, version: 4 | 6): readonly string[] | undefined {
  if (echo) return [version === 4 ? 'icmp type echo-request' : 'icmpv6 type echo-request']
  const words = ports?.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`))
  const [protocol] = protocols ?? []
  if (words) {
    if (protocol === 'icmp') return undefined
    if (protocol !== undefined) return [`${protocol} dport ${oneOf(words)}`]
    return ['meta l4proto { tcp, udp }', `th dport ${oneOf(words)}`]
  }
  if (protocol === undefined) return []
  return [`meta l4proto ${protocol === 'icmp' ? '{ icmp, ipv6-icmp }' : protocol}`]
}

const oneOf = (words: readonly string[]): string => {
  const [first = '""'] = words
  return words.length > 1 ? `{ ${words.join(', ')} }` : first
}

function addresses(set: AddressSet, version: 4 | 6, { addressOf }: PrintContext): string | undefined {
  if (set.type === 'private') return version === 4 ? notRouted : undefined
  if (set.type === 'device') {
    const address = addressOf(set.id)
    return address !== set.id && address.includes(':') === (version === 6) ? address : undefined
  }
  const blocks = set.blocks.filter((block) => block.first.version === version)
  return blocks.length === 0 ? undefined : oneOf(blocks.map(blockText))
}

const blockText = (block: Cidr): string =>
  block.first.value === block.last.value ? formatAddress(block.first) : formatCidr(block)

function verdictOf(statement: Statement, version: 4 | 6, { addressOf }: PrintContext): string | undefined {
  if (statement.type === 'reject') {
    return statement.with === 'tcp-reset' ? 'reject with tcp reset' : `reject with icmpx ${statement.with}`
  }
  if (statement.type !== 'dnat') return statement.type
  const address = addressOf(statement.to ?? '')
  if (!/[.:]/.test(address) || address.includes(':') !== (version === 6)) return undefined
  const port = statement.port === undefined ? '' : `:${statement.port}`
  const target = version === 6 && port !== '' ? `[${address}]` : address
  return `dnat ${version === 4 ? 'ip' : 'ip6'} to ${target}${port}`
}
