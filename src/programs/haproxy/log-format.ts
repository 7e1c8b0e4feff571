import { pathOf, queryOf, sampleOf } from './sample.ts'
import type { Sight } from './sight.ts'

export type Text = (sight: Sight) => string

/** Names that stand for a value without brackets (manual 8.2.4). */
const letters: Readonly<Record<string, Text>> = {
  '%': () => '%',
  ci: ({ client }) => client.address,
  cp: ({ client }) => String(client.port),
  fi: ({ local }) => local.address,
  fp: ({ local }) => String(local.port),
  f: ({ frontend }) => frontend,
  b: ({ backend }) => backend ?? '-',
  s: ({ server }) => server ?? '-',
  HM: ({ request }) => request?.method ?? '',
  HP: ({ request }) => pathOf(request?.target ?? ''),
  HQ: ({ request }) => queryOf(request?.target ?? ''),
  HU: ({ request }) => request?.target ?? '',
  HV: ({ request }) => `HTTP/${request?.version ?? '1.1'}`,
}

/** A text with `%[sample]` in it (manual 8.2.4); `undefined` where some of it is not known here. */
export function logFormatOf(source: string): Text | undefined {
  const parts: Text[] = []
  let rest = source
  while (rest !== '') {
    const plain = /^[^%]+/.exec(rest)?.[0]
    const bracket = /^%\[([^\]]*)\]/.exec(rest)
    const letter = /^%([A-Za-z]{1,2}|%)/.exec(rest)
    if (plain !== undefined) {
      parts.push(() => plain)
      rest = rest.slice(plain.length)
    } else if (bracket) {
      const sample = sampleOf(bracket[1] ?? '')
      if (!sample) return undefined
      parts.push((sight) => sample.values(sight).at(-1) ?? '')
      rest = rest.slice(bracket[0].length)
    } else {
      const name = letter?.[1] ?? ''
      const known = Object.hasOwn(letters, name) ? letters[name] : undefined
      if (!letter || !known) return undefined
      parts.push(known)
      rest = rest.slice(letter[0].length)
    }
  }
  return (sight) => parts.map((part) => part(sight)).join('')
}
