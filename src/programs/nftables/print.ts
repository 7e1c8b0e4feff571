import type { JsonObject } from '../../model/topology.ts'
import { resolveSettings } from '../../protocols/fields/resolve.ts'
import type { PrintContext, PrintedLine } from '../contract/config-text.ts'
import { chainsOf } from './compile.ts'
import { derive } from './derive.ts'
import { fields, type ChainRow, type SetRow, type Settings } from './fields.ts'
import { formLines } from './print-form.ts'

/** Settings as nft would load them (`nft -f`), whichever way they were made. */
export function print(config: JsonObject, context: PrintContext): readonly PrintedLine[] {
  const { wiring } = context
  const settings = resolveSettings(fields, config, wiring ? derive(wiring) : {})
  const head = [{ text: '#!/usr/sbin/nft -f' }, { text: '' }, { text: 'flush ruleset' }]
  if (settings.mode === 'ruleset') return [...head, ...rulesetLines(settings)]
  return wiring ? [...head, ...formLines(chainsOf(settings, wiring), context)] : head
}

/** Sets come before what names them; a table that is met again is opened again, so that the order stays. */
function rulesetLines({ chains, sets }: Settings): readonly PrintedLine[] {
  const lines: PrintedLine[] = []
  let open = ''
  const enter = ({ family, table }: Pick<ChainRow, 'family' | 'table'>) => {
    const head = `table ${family} ${table} {`
    if (head === open) return lines.push({ text: '' })
    if (open !== '') lines.push({ text: '}' })
    open = head
    return lines.push({ text: '' }, { text: head })
  }
  for (const [index, row] of (sets ?? []).entries()) {
    enter(row)
    lines.push(...setLines(row, `sets[${index}]`))
  }
  for (const [index, row] of (chains ?? []).entries()) {
    enter(row)
    lines.push(...chainLines(row, `chains[${index}]`))
  }
  if (open !== '') lines.push({ text: '}' })
  return lines
}

function setLines({ name = '', type, value, dynamic, timeout, elements }: SetRow, setting: string): PrintedLine[] {
  const of = type.includes(' ') && !type.includes('_') ? 'typeof' : 'type'
  const key = type.startsWith('typeof ') ? type : `${of} ${type}`
  const flags = [...(dynamic ? ['dynamic'] : []), ...(elements?.some((one) => /[-/*]/.test(one)) ? ['interval'] : [])]
  const lines = [
    value === undefined ? `\tset ${name} {` : `\tmap ${name} {`,
    `\t\t${key}${value === undefined ? '' : ` : ${value}`}`,
    ...(flags.length > 0 ? [`\t\tflags ${flags.join(',')}`] : []),
    ...(timeout === undefined ? [] : [`\t\ttimeout ${timeout}`]),
  ].map((text) => ({ text, setting }))
  const last = (elements ?? []).length - 1
  const inner = (elements ?? []).map((text, index) => ({
    text: `\t\t\t${text}${index < last ? ',' : ''}`,
    setting: `${setting}.elements[${index}]`,
  }))
  const block = last < 0 ? [] : [{ text: '\t\telements = {', setting }, ...inner, { text: '\t\t}', setting }]
  return [...lines, ...block, { text: '\t}' }]
}

function chainLines({ name = '', hook, type, priority, policy, rules }: ChainRow, setting: string): PrintedLine[] {
  const settings = `\t\ttype ${type} hook ${hook} priority ${priority}; policy ${policy};`
  return [
    { text: `\tchain ${name} {`, setting },
    ...(hook === 'none' ? [] : [{ text: settings, setting: `${setting}.policy` }]),
    ...(rules ?? []).map((rule, index) => ({ text: `\t\t${rule}`, setting: `${setting}.rules[${index}]` })),
    { text: '\t}' },
  ]
}
