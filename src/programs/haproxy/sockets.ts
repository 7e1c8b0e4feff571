import type { Service } from '../contract/wiring.ts'
import { bindsOf } from './binds.ts'
import { isStructured, type SectionRow, type Settings } from './fields.ts'
import type { Bind, Proxy } from './model.ts'
import { wordsOf } from './syntax.ts'
import { tlsRefusal } from './tls-refusal.ts'

/** All of a proxy that says where it listens. */
type Entrance = Pick<Proxy, 'mode'> & { readonly disabled: boolean }
type Place = Bind & Pick<Proxy, 'mode'>

/** Where the frontends listen, without compiling anything else of them: a diagram is drawn with no more than this. */
function bindsOfForm({ mode, frontends }: Settings): readonly Place[] {
  return frontends.map(({ port, tls }, index) => {
    return { address: undefined, port, tls: mode === 'http' && tls, words: [], mode, setting: `frontends[${index}]` }
  })
}

function bindsOfSections(rows: readonly SectionRow[]): readonly Place[] {
  const plain: Entrance = { mode: 'tcp', disabled: false }
  let defaults = plain
  return rows.flatMap((row, index): readonly Place[] => {
    if (row.type === 'defaults') defaults = entranceOf(plain, row)
    if (row.type !== 'frontend' && row.type !== 'listen') return []
    const { mode, disabled } = entranceOf(defaults, row)
    const lines = disabled ? [] : (row.binds ?? [])
    return lines
      .flatMap((line, place) => bindsOf(line, `sections[${index}].binds[${place}]`) ?? [])
      .map((bind) => ({ ...bind, mode }))
  })
}

/** What a section makes of it, line by line. */
function entranceOf(base: Entrance, { mode, directives, rules }: SectionRow): Entrance {
  const lines = [...(directives ?? []), ...(rules ?? [])].map((line) => wordsOf(line) ?? [])
  return lines.reduce<Entrance>(after, { ...base, ...(mode === undefined ? {} : { mode }) })
}

function after(entrance: Entrance, [word, argument]: readonly string[]): Entrance {
  const isAlone = argument === undefined
  if (word === 'mode' && (argument === 'http' || argument === 'tcp')) return { ...entrance, mode: argument }
  if ((word === 'disabled' || word === 'enabled') && isAlone) return { ...entrance, disabled: word === 'disabled' }
  return entrance
}

/** In mode `tcp` it does not know what is spoken. A place is bound once, by the first frontend that names it. */
export function services(settings: Settings): readonly Service[] {
  const binds = isStructured(settings) ? bindsOfSections(settings.sections ?? []) : bindsOfForm(settings)
  // What HAProxy does not take when it reads its configuration keeps it from starting.
  if (isStructured(settings) && tlsRefusal(settings)) return []
  // Without the key that belongs to its certificate HAProxy does not start.
  if (binds.some(({ tls }) => tls) && (settings.certificateKey !== 'fits' || settings.certificateUse === 'weak-key'))
    return []
  return binds
    .filter(
      ({ port, address }, index) => binds.findIndex((one) => one.port === port && one.address === address) === index,
    )
    .map(({ port, tls, address, mode }): Service => {
      const place = { port, protocol: 'tcp', ...(address === undefined ? {} : { address }) } as const
      return mode === 'tcp' ? { ...place, speaks: 'tcp', tls } : { ...place, speaks: tls ? 'https' : 'http', tls }
    })
}
