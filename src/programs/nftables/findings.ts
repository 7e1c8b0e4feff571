import type { Finding, Fix, Severity } from '../../model/finding.ts'
import { list, nested, portNumber, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { Json, JsonObject } from '../../model/topology.ts'
import type { FindingContext } from '../contract/program.ts'
import { blockedForwardings, type BlockedForwarding } from './blocked-forwardings.ts'
import { targetSet, userRules } from './compile.ts'
import { coveredBy, coversAddresses } from './coverage.ts'
import type { RuleRow, Settings } from './fields.ts'
import { ruleRow } from './fields.ts'
import { rulesetFindings } from './ruleset-findings.ts'
import type { AddressSet, FormRule as Rule } from './ruleset.ts'
import type en from './texts.en.ts'
import { defaultPolicy, numbered, owner } from './words.ts'

const say = speaker<typeof en>('nftables')

type Found = FindingContext<Settings>

/** What the check says about a firewall's settings. */
export function findings(context: Found): readonly Finding[] {
  if (context.settings.mode === 'ruleset') return rulesetFindings(context)
  return [
    ...rulesThatNeverMatch(context),
    ...rulesForTheOutside(context),
    ...everythingOpen(context),
    ...noWayBack(context),
    ...incompleteForwardings(context),
    ...blocked(context),
    ...nothingPublished(context),
  ]
}

interface Report {
  readonly severity: Severity
  readonly message: Message
  readonly setting: string
  readonly fixes?: Finding['fixes']
}

function report({ wiring }: Found, { severity, message, setting, fixes = [] }: Report): Finding {
  return { ...message, severity, subject: { type: 'device', id: wiring.device, setting }, fixes }
}

const rowsOf = ({ settings }: Found): readonly RuleRow[] => settings.rules ?? []

function rulesThatNeverMatch(context: Found): readonly Finding[] {
  const rules = userRules(rowsOf(context))
  return rules.flatMap((rule, index) => {
    const earlier = coveredBy(rule, rules.slice(0, index), context.wiring)
    if (!earlier) return []
    const names = list(earlier.map((one) => nested(numbered(one.origin))))
    const message = say('rule-never-matches', { rule: nested(numbered(rule.origin)), earlier: names })
    const fixes = [...makingRoom(context, rule, earlier, rules), removal(context, rule)]
    return [report(context, { severity: 'warning', message, setting: rule.setting, fixes })]
  })
}

/** Ways to let a covered rule decide: only where that changes something, since the one that covers it decides otherwise. */
function makingRoom(context: Found, rule: Rule, earlier: readonly Rule[], rules: readonly Rule[]): Finding['fixes'] {
  const [culprit, ...others] = earlier
  if (!culprit || others.length > 0 || isSameStatement(culprit, rule)) return []
  const behind = rules.findLast((one, index) =>
    coveredBy(one, rules.slice(0, index), context.wiring)?.includes(culprit),
  )
  return [...(behind ? [moving(context, culprit, behind)] : []), switchingOff(context, culprit)]
}

const isSameStatement = (a: Rule, b: Rule): boolean => a.statement.type === b.statement.type

function moving(context: Found, rule: Rule, behind: Rule): Finding['fixes'][number] {
  const rows = rowsOf(context)
  const moved = rows[numberOf(rule) - 1]
  const rest = rows.filter((row) => row !== moved)
  const rules = stored(rest.toSpliced(numberOf(behind) - 1, 0, ...(moved ? [moved] : [])))
  const label = say('fix-move-rule', { rule: nested(numbered(rule.origin)), behind: nested(numbered(behind.origin)) })
  return { ...setConfig(context, { rules }), label }
}

function switchingOff(context: Found, rule: Rule): Finding['fixes'][number] {
  const rows = rowsOf(context).map((row, index) => (index === numberOf(rule) - 1 ? { ...row, enabled: false } : row))
  const label = say('fix-switch-off-rule', { rule: nested(numbered(rule.origin)) })
  return { ...setConfig(context, { rules: stored(rows) }), label }
}

function removal(context: Found, rule: Rule): Finding['fixes'][number] {
  const rules = stored(rowsOf(context).filter((_, index) => `rules[${index}]` !== rule.setting))
  return { ...setConfig(context, { rules }), label: say('fix-remove-rule', { rule: nested(numbered(rule.origin)) }) }
}

const setConfig = ({ wiring }: Found, config: JsonObject): Fix => ({
  type: 'set-config',
  device: wiring.device,
  config,
})

/** Rows as a document keeps them: without what is unset. */
function stored(rows: readonly RuleRow[]): Json {
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  )
}

/** A packet to the firewall's own address never gets to the forward chain, translated or not. */
function rulesForTheOutside(context: Found): readonly Finding[] {
  const { wiring } = context
  return userRules(rowsOf(context)).flatMap((rule) => {
    const row = rowsOf(context)[numberOf(rule) - 1]
    if (row?.to === undefined || (row.to !== wiring.device && !wiring.addresses.includes(row.to))) return []
    const message = say('rule-names-outside', { rule: nested(numbered(rule.origin)) })
    return [report(context, { severity: 'warning', message, setting: rule.setting })]
  })
}

const numberOf = ({ origin }: Pick<Rule, 'origin'>): number => ('number' in origin ? origin.number : 0)

function everythingOpen(context: Found): readonly Finding[] {
  const rules = userRules(rowsOf(context))
  const decisive = rules.find(isUnconditional)
  const open = decisive ? decisive.statement.type === 'accept' : context.settings.policy === 'accept'
  if (!open) return []
  const before = decisive ? rules.slice(0, rules.indexOf(decisive)) : rules
  const isBlockList = before.some(
    (rule, index) => rule.statement.type !== 'accept' && !coveredBy(rule, before.slice(0, index), context.wiring),
  )
  // A policy that lets the rest through is a choice that somebody made; a rule without any condition is easily forgotten.
  if (isBlockList && !decisive) return []
  const message =
    isBlockList && decisive ? say('rest-open', { rule: nested(numbered(decisive.origin)) }) : say('everything-open')
  const setting = decisive?.setting ?? 'policy'
  return [report(context, { severity: 'warning', message, setting, fixes: [closing(context, decisive)] })]
}

/** Takes away what lets everything through. What is forwarded and came in by that alone gets rules of its own. */
function closing(context: Found, decisive: Rule | undefined): Finding['fixes'][number] {
  const { settings, wiring } = context
  const rules = rowsOf(context).filter((_, index) => `rules[${index}]` !== decisive?.setting)
  const before = new Set(blockedForwardings(settings, wiring).map(({ rule }) => rule.setting))
  const shut = blockedForwardings({ ...settings, policy: 'drop', rules }, wiring).filter(
    ({ rule }) => !before.has(rule.setting),
  )
  const isOpenTwice = decisive !== undefined && settings.policy === 'accept'
  if (shut.length > 0 || isOpenTwice) {
    const config = { rules: stored(allowing(rules, shut)), ...(settings.policy === 'accept' ? { policy: 'drop' } : {}) }
    return { ...setConfig(context, config), label: say('fix-close') }
  }
  if (decisive) return removal(context, decisive)
  return { type: 'clear-setting', device: wiring.device, path: 'policy', label: say('fix-policy') }
}

/** The rules, each forwarding that they stop let through before the one that stops it. */
function allowing(rows: readonly RuleRow[], blocked: readonly BlockedForwarding[]): readonly RuleRow[] {
  const placeOf = ({ blocker }: BlockedForwarding) => (blocker === undefined ? rows.length : numberOf(blocker) - 1)
  const before = (index: number) => blocked.filter((one) => placeOf(one) === index).map(ruleFor)
  return [...rows.flatMap((row, index) => [...before(index), row]), ...before(rows.length)]
}

const ruleFor = ({ row, port }: BlockedForwarding): RuleRow =>
  ruleRow({ name: row.name, protocol: row.protocol, to: row.to, ports: String(port) })

const isUnconditional = ({ match }: Rule): boolean => Object.values(match).every((part) => part === undefined)

/** Without a memory for connections, answers need a rule of their own. The first rule without one is named. */
function noWayBack(context: Found): readonly Finding[] {
  const { settings, wiring } = context
  if (settings.stateful || settings.policy === 'accept') return []
  const rows = rowsOf(context)
  const serves = (row: RuleRow, other: RuleRow) => row !== other && isWayBack(row, other, context)
  const rule = userRules(rows).find((one) => {
    const row = rows[numberOf(one) - 1]
    if (row?.action !== 'accept' || row.state === 'established') return false
    const isMirror = rows.some((other) => serves(row, other))
    return !isMirror && !rows.some((other) => isWayBack(other, row, context))
  })
  if (!rule) return []
  const message = say('no-way-back', { rule: nested(numbered(rule.origin)) })
  const fix = { type: 'clear-setting', device: wiring.device, path: 'stateful', label: say('fix-stateful') } as const
  return [report(context, { severity: 'error', message, setting: 'stateful', fixes: [fix] })]
}

function isWayBack(back: RuleRow, row: RuleRow, { wiring }: Found): boolean {
  return (
    back.enabled &&
    back.action === 'accept' &&
    back.state !== 'new' &&
    back.ports === undefined &&
    (back.protocol === 'any' || back.protocol === row.protocol) &&
    isSide(back.interfaceIn, row.interfaceOut) &&
    isSide(back.interfaceOut, row.interfaceIn) &&
    coversAddresses(targets(back.from), targets(row.to), wiring) &&
    coversAddresses(targets(back.to), targets(row.from), wiring)
  )
}

/** Unset on either side may be the same interface; only what certainly differs counts against a way back. */
const isSide = (wanted: string | undefined, other: string | undefined): boolean =>
  wanted === undefined || other === undefined || wanted === other

const targets = (target: string | undefined): AddressSet | undefined =>
  target === undefined ? undefined : targetSet(target)

function incompleteForwardings(context: Found): readonly Finding[] {
  return (context.settings.portForwarding ?? []).flatMap((row, index) => {
    if (!row.enabled || (row.port !== undefined && row.to !== undefined)) return []
    const rule = nested(numbered({ type: 'forwarding', number: index + 1, name: row.name }))
    const message = say('forwarding-incomplete', { rule })
    return [report(context, { severity: 'warning', message, setting: `portForwarding[${index}]` })]
  })
}

function blocked(context: Found): readonly Finding[] {
  return blockedForwardings(context.settings, context.wiring).map((one) => {
    const { rule, blocker, address, port } = one
    const rules = stored(allowing(rowsOf(context), [one]))
    const message = say('forwarding-blocked', {
      rule: nested(numbered(rule.origin)),
      to: owner(address, context.wiring),
      port: portNumber(port),
      blocker: nested(blocker ? numbered(blocker.origin) : defaultPolicy()),
    })
    const fixes = [{ ...setConfig(context, { rules }), label: say('fix-allow-forwarded') }]
    return report(context, { severity: 'warning', message, setting: rule.setting, fixes })
  })
}

function nothingPublished(context: Found): readonly Finding[] {
  const { settings, wiring } = context
  const isOpen = wiring.interfaces.some((one) => one.public)
  const complete = (settings.portForwarding ?? []).some(
    ({ enabled, port, to }) => enabled && port !== undefined && to !== undefined,
  )
  if (!isOpen || complete) return []
  return [report(context, { severity: 'hint', message: say('nothing-published'), setting: 'portForwarding' })]
}
