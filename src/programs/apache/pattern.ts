import { toBytes } from '../common/uri.ts'

/**
 * A regular expression as Apache's configuration writes it, for bytes; none where it cannot be read. A dot is any byte
 * (`RegexDefaultOptions DOTALL DOLLAR_ENDONLY`).
 */
export function patternOf(source: string, flags = ''): RegExp | undefined {
  const inline = /^\(\?([ims]+)\)/.exec(source)
  try {
    return new RegExp(
      toBytes(source.slice(inline?.[0].length ?? 0)),
      [...new Set(`s${flags}${inline?.[1] ?? ''}`)].join(''),
    )
  } catch {
    return undefined
  }
}

/** Puts what a regular expression caught in the place of `$0` … `$9`; a backslash keeps the next character. */
export const substitute = (words: string, caught: readonly (string | undefined)[]): string =>
  words.replace(
    /\\([$\\])|\$(\d)/g,
    (_, kept: string | undefined, place: string) => kept ?? caught[Number(place)] ?? '',
  )
