import { holdingOf } from '../common/certificate-trust.ts'
import type { SectionRow, Settings } from './fields.ts'
import { wordsOf } from './syntax.ts'
import { globalWords, readTls, type TlsWords } from './tls-words.ts'

/** Why HAProxy does not start: what it would say, as a code. */
export interface TlsRefusal {
  readonly why: 'value' | 'lacks-ca' | 'file-missing' | 'no-version'
  readonly word: string
  readonly about: string
  readonly setting: string
}

/** `global` lines of all sections, as words. */
export const globalsOf = (rows: readonly SectionRow[]) =>
  globalWords(rows.filter(({ type }) => type === 'global').flatMap(({ directives }) => (directives ?? []).map(wordsIn)))

const wordsIn = (line: string): readonly string[] => wordsOf(line) ?? []

/** The first thing about TLS in the sections that keeps HAProxy from starting. */
export function tlsRefusal({
  sections,
  certificateFiles,
}: Pick<Settings, 'sections' | 'certificateFiles'>): TlsRefusal | undefined {
  const rows = sections ?? []
  const globals = globalsOf(rows)
  let defaults: readonly string[] = []
  for (const [index, row] of rows.entries()) {
    const setting = `sections[${index}]`
    const usual = (row.directives ?? [])
      .map(wordsIn)
      .flatMap(([word, ...rest]) => (word === 'default-server' ? rest : []))
    if (row.type === 'defaults') defaults = usual
    const found =
      (row.binds ?? [])
        .map((line, place) => {
          const words = wordsIn(line).slice(1)
          if (!words.includes('ssl')) return undefined
          const tls = readTls([...globals.bind, ...words], 'bind')
          return refusalIn(tls, tls.verify ?? 'none', certificateFiles, `${setting}.binds[${place}]`)
        })
        .find(Boolean) ??
      (row.servers ?? [])
        .map(({ options }, place) => {
          const words = [...defaults, ...(row.type === 'defaults' ? [] : usual), ...wordsIn(options ?? '')]
          if (!words.includes('ssl')) return undefined
          const tls = readTls([...globals.server, ...words], 'server')
          const path = `${setting}.servers[${place}]`
          if (tls.verify === 'optional')
            return { why: 'value', word: 'verify', about: 'optional', setting: path } as const
          // Unless it is told not to, HAProxy verifies.
          return refusalIn(tls, tls.verify ?? 'required', certificateFiles, path)
        })
        .find(Boolean)
    if (found) return found
  }
  return undefined
}

function refusalIn(
  { wrong, versions, caFile, certificate }: TlsWords,
  verify: NonNullable<TlsWords['verify']>,
  files: Settings['certificateFiles'],
  setting: string,
): TlsRefusal | undefined {
  if (wrong) return { why: 'value', word: wrong.word, about: wrong.value, setting }
  if (versions.length === 0) return { why: 'no-version', word: 'ssl-min-ver', about: '', setting }
  if (verify !== 'none' && caFile === undefined) return { why: 'lacks-ca', word: 'verify', about: 'ca-file', setting }
  for (const [word, file] of [
    ['ca-file', caFile],
    ['crt', certificate],
  ] as const) {
    if (file !== undefined && holdingOf(files, file) === 'missing')
      return { why: 'file-missing', word, about: file, setting }
  }
  return undefined
}
