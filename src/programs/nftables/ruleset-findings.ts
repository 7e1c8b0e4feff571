import type { Finding } from '../../model/finding.ts'
import { nested, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { FindingContext } from '../contract/program.ts'
import { compileLines } from './compile-lines.ts'
import type { Settings } from './fields.ts'
import type en from './texts.en.ts'
import { numbered } from './words.ts'

const say = speaker<typeof en>('nftables')

/** What the check says of a whole ruleset: lines that nobody understands, and a firewall that lets everything pass. */
export function rulesetFindings({ settings, wiring }: FindingContext<Settings>): readonly Finding[] {
  const { chains, unread } = compileLines(settings)
  const at = (setting: string, severity: Finding['severity'], message: Message): Finding => ({
    ...message,
    severity,
    subject: { type: 'device', id: wiring.device, setting },
    fixes: [],
  })
  const broken = unread.map(({ setting, line }) => {
    const rule = chains.flatMap((chain) => chain.rules).find((one) => one.setting === setting)
    const name = numbered(rule?.origin ?? { type: 'line', number: placeOf(setting), chain: '', line })
    return at(setting, 'error', say('line-not-understood', { rule: nested(name) }))
  })
  const isOpen = chains.every(
    ({ type, policy, rules }) => type === 'nat' || (policy === 'accept' && rules.length === 0),
  )
  return isOpen && wiring.kind === 'firewall' ? [at('chains', 'warning', say('everything-open')), ...broken] : broken
}

/** The last number of a path, as people count. */
const placeOf = (setting: string): number => Number(/(\d+)\]$/.exec(setting)?.[1] ?? 0) + 1
