import type { Header } from '../../model/request.ts'
import { listValues } from './headers.ts'

/**
 * The directives of Cache-Control in lower case, each with its argument, unquoted, or an empty text; of a repeated
 * one the first counts (RFC 9111 sections 5.2 and 4.2.1).
 */
export function parseCacheControl(headers: readonly Header[]): ReadonlyMap<string, string> {
  const directives = new Map<string, string>()
  for (const member of listValues(headers, 'Cache-Control')) {
    const [, name = '', argument = ''] = /^([^=]*)=?(.*)$/s.exec(member) ?? []
    const key = name.trim().toLowerCase()
    if (!directives.has(key)) directives.set(key, unquote(argument.trim()))
  }
  return directives
}

function unquote(text: string): string {
  return /^".*"$/s.test(text) ? text.slice(1, -1).replace(/\\(.)/gs, '$1') : text
}

/** Whole seconds, at most 2³¹, or nothing if the text is no such number (RFC 9111 section 1.2.2). */
export function deltaSeconds(text: string): number | undefined {
  return /^\d+$/.test(text) ? Math.min(Number(text), 2 ** 31) : undefined
}
