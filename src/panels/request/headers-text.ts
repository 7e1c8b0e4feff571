import type { Header } from '../../model/request.ts'
import { isFormat } from '../../protocols/fields/formats.ts'

/** `Name: value`, one a line. */
const headersText = (headers: readonly Header[]): string =>
  headers.map(([name, value]) => `${name}: ${value}`).join('\n')

/** The headers of such a text; the first line that is none comes back as the error. */
export function parseHeaders(text: string): {
  readonly headers: readonly Header[]
  readonly wrong: string | undefined
} {
  const headers: Header[] = []
  let wrong: string | undefined
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim()
    if (colon > 0 && isFormat('header-name', name)) headers.push([name, line.slice(colon + 1).trim()])
    else wrong ??= line
  }
  return { headers, wrong }
}

/** What was typed for headers, where it is more than they are: lines that are none, so that nothing typed is lost. */
const typed = new WeakMap<readonly Header[], string>()

export const keepAsTyped = (headers: readonly Header[], text: string): void => void typed.set(headers, text)

export const textOf = (headers: readonly Header[]): string => typed.get(headers) ?? headersText(headers)
