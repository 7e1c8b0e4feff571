import { bindsOf } from './binds.ts'
import { applyLine, freshProxy, inherit, type ProxyDraft } from './directives.ts'
import type { Settings, SectionRow, SectionServerRow } from './fields.ts'
import { isStructured } from './fields.ts'
import type { Model, Proxy, Server } from './model.ts'
import { applyServerWords, type ServerDraft } from './server-line.ts'
import { simpleModel } from './simple.ts'
import { wordsOf } from './syntax.ts'
import { globalsOf } from './tls-refusal.ts'
import { offersOf, readTls, type GlobalWords } from './tls-words.ts'

const models = new WeakMap<Settings, Model>()

/** The proxies that these settings make: those of the sections, else the one of the simple form. */
export function modelOf(settings: Settings): Model {
  const known = models.get(settings)
  if (known) return known
  const made = isStructured(settings) ? structured(settings.sections ?? []) : simpleModel(settings)
  models.set(settings, made)
  return made
}

function structured(rows: readonly SectionRow[]): Model {
  const proxies: Proxy[] = []
  const users = new Map<string, Map<string, string>>()
  const unknown: string[] = []
  const globals = globalsOf(rows)
  let defaults = freshProxy()
  for (const [index, row] of rows.entries()) {
    const setting = `sections[${index}]`
    const { type } = row
    if (type === 'userlist') users.set(row.name ?? '', userList(row, setting, unknown))
    else if (type === 'defaults') {
      defaults = freshProxy()
      applyRow(defaults, row, setting, unknown)
    } else if (type !== 'global') {
      const draft = inherit(defaults)
      applyRow(draft, row, setting, unknown)
      if (!draft.disabled) proxies.push(proxyOf(draft, row, { setting, globals }, unknown))
    }
  }
  const backends = new Map(proxies.filter((one) => one.isBackend).map((one) => [one.name, one]))
  // What leads to a backend that is not there leads nowhere.
  for (const { defaultBackend, at } of proxies) {
    const setting = at.get('defaultBackend')
    if (defaultBackend !== undefined && setting !== undefined && !backends.has(defaultBackend)) unknown.push(setting)
  }
  return { proxies, backends, users, globals, unknown }
}

function applyRow(draft: ProxyDraft, row: SectionRow, setting: string, unknown: string[]): void {
  if (row.mode !== undefined) applyLine(draft, ['mode', row.mode], `${setting}.mode`)
  const lines = [
    ...(row.directives ?? []).map((line, index) => [line, `${setting}.directives[${index}]`] as const),
    ...(row.balance === undefined ? [] : [[`balance ${row.balance}`, `${setting}.balance`] as const]),
    ...(row.rules ?? []).map((line, index) => [line, `${setting}.rules[${index}]`] as const),
  ]
  for (const [line, path] of lines) {
    const words = wordsOf(line)
    if (!words || (words.length > 0 && !applyLine(draft, words, path))) unknown.push(path)
  }
}

function proxyOf(
  draft: ProxyDraft,
  row: SectionRow,
  { setting, globals }: { setting: string; globals: GlobalWords },
  unknown: string[],
): Proxy {
  const { defaultServer: _server, plan: _plan, ...rest } = draft
  const name = row.name ?? ''
  const binds = (row.binds ?? []).flatMap((line, index) => {
    const path = `${setting}.binds[${index}]`
    const read = bindsOf(line, path)
    if (!read) unknown.push(path)
    return read ?? []
  })
  const servers = (row.servers ?? []).flatMap((one, index) => {
    const path = `${setting}.servers[${index}]`
    const made = sectionServer(one, { draft, globals, backend: name, setting: path, id: index + 1 })
    if (one.server !== undefined && !made) unknown.push(path)
    return made ?? []
  })
  const isFrontend = row.type !== 'backend'
  return {
    ...rest,
    name,
    isNamed: true,
    setting,
    isFrontend,
    isBackend: row.type !== 'frontend',
    binds: isFrontend ? binds : [],
    servers: row.type === 'frontend' ? [] : servers,
  }
}

interface Within {
  readonly draft: ProxyDraft
  readonly globals: GlobalWords
  readonly backend: string
  readonly setting: string
  readonly id: number
}

function sectionServer(row: SectionServerRow, { draft, globals, backend, setting, id }: Within): Server | undefined {
  if (row.server === undefined) return undefined
  const name = row.name ?? row.server
  const base: ServerDraft = { ...draft.defaultServer, check: { ...draft.defaultServer.check } }
  const words = wordsOf(row.options ?? '')
  if (!words || applyServerWords(base, words) !== undefined) return undefined
  if (row.weight !== undefined) base.weight = row.weight
  if (row.check !== undefined) base.isChecked = row.check
  if (row.backup !== undefined) base.backup = row.backup
  if (row.disabled !== undefined) base.enabled = !row.disabled
  const place = { key: `${backend}/${name}`, name, id, setting, target: row.server, port: row.port }
  return serverOf(base, place, globals.server)
}

/** A server of these words, at this place. */
export function serverOf(
  { words, verifyName, ...base }: ServerDraft,
  place: Pick<Server, 'key' | 'name' | 'id' | 'setting' | 'target' | 'port'>,
  globals: readonly string[],
): Server {
  const tls = readTls([...globals, ...words], 'server')
  return {
    ...base,
    ...place,
    verify: (tls.verify ?? 'required') === 'none' ? undefined : { name: verifyName, caFile: tls.caFile },
    offers: offersOf(tls),
    certificate: tls.certificate,
  }
}

function userList({ directives }: SectionRow, setting: string, unknown: string[]): Map<string, string> {
  const users = new Map<string, string>()
  for (const [index, line] of (directives ?? []).entries()) {
    const user = userOf(wordsOf(line) ?? [])
    if (user) users.set(user.name, user.password)
    else unknown.push(`${setting}.directives[${index}]`)
  }
  return users
}

/** `user name insecure-password secret`; a hashed one cannot be compared here. */
export function userOf([word, name, kind, password]: readonly string[]):
  | { name: string; password: string }
  | undefined {
  if (word !== 'user' || name === undefined || kind !== 'insecure-password' || password === undefined) return undefined
  return { name, password }
}
