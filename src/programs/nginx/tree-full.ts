import { block, directive, type Directive, type UpstreamGroup } from './directive.ts'
import type { FullLocationRow, GroupRow, NginxSettings, ServerRow } from './fields.ts'
import { parseText, type Parsed } from './syntax.ts'

/** Settings as blocks and directives: what `nginx.conf` says, in its order. */
export function treeOfFull(settings: NginxSettings): readonly Directive[] {
  return [
    ...linesOf(settings.httpDirectives, 'httpDirectives'),
    ...(settings.upstreamGroups ?? []).map((row, index) => upstreamOf(row, `upstreamGroups[${index}]`)),
    ...(settings.servers ?? []).map((row, index) => serverOf(row, `servers[${index}]`)),
  ]
}

/** Directives as a person wrote them, each with the line that it comes from. */
export function linesOf(lines: readonly string[] | undefined, setting: string): readonly Directive[] {
  return (lines ?? []).flatMap((line, index) =>
    parseText(line).directives.map((parsed) => from(parsed, `${setting}[${index}]`)),
  )
}

function from({ name, args, block: inner }: Parsed, setting: string): Directive {
  return inner
    ? block(
        name,
        args,
        inner.map((one) => from(one, setting)),
        setting,
      )
    : directive(name, args, setting)
}

function upstreamOf(row: GroupRow, setting: string): Directive {
  const group: UpstreamGroup = {
    name: row.name,
    method: row.method,
    methodSetting: `${setting}.method`,
    ...(row.method === 'hash' ? { key: row.hashKey, consistent: row.consistent } : {}),
    servers: (row.servers ?? []).map((server, index) => ({ row: server, setting: `${setting}.servers[${index}]` })),
    directives: linesOf(row.directives, `${setting}.directives`),
    setting,
  }
  return { ...directive('upstream', [row.name], setting), group }
}

function serverOf(row: ServerRow, setting: string): Directive {
  const names = row.names ?? []
  const inner = [
    ...(row.listen ?? []).map((listen, index) =>
      directive('listen', listen.split(/\s+/).filter(Boolean), `${setting}.listen[${index}]`),
    ),
    ...names.map((name, index) => directive('server_name', [name], `${setting}.names[${index}]`)),
    ...linesOf(row.directives, `${setting}.directives`),
    ...(row.locations ?? []).map((location, index) => locationOf(location, `${setting}.locations[${index}]`)),
  ]
  return block('server', [], inner, setting)
}

export const modifiers = {
  prefix: [],
  exact: ['='],
  'prefix-first': ['^~'],
  regex: ['~'],
  'regex-i': ['~*'],
  named: [],
} as const

function locationOf(row: FullLocationRow, setting: string): Directive {
  const inner = linesOf(row.directives, `${setting}.directives`)
  return block('location', [...modifiers[row.match], row.path], inner, setting)
}
