import type { Header } from '../../model/request.ts'
import { get } from './headers.ts'

/** Type and subtype of an answer in lower case, without parameters; nothing where there is none (MIME Sniffing, "essence"). */
export function essence(headers: readonly Header[]): string | undefined {
  const written = (get(headers, 'Content-Type') ?? '').split(/[;,]/)[0]?.trim().toLowerCase() ?? ''
  return /^[^/\s]+\/[^/\s]+$/.test(written) ? written : undefined
}

/** Whether the server forbids to guess the type from the content (Fetch, "determine nosniff": the first value counts). */
export const isNosniff = (headers: readonly Header[]): boolean =>
  /^\s*nosniff\s*(?:,|$)/i.test(get(headers, 'X-Content-Type-Options') ?? '')

export const isHtml = (type: string): boolean => type === 'text/html'

export const isJson = (type: string): boolean => /^(?:text|application)\/json(?:\+protobuf)?$|\+json$/.test(type)

export const isXml = (type: string): boolean => /^(?:text|application)\/xml$|\+xml$/.test(type)

/** MIME Sniffing, "JavaScript MIME type". */
export const isScript = (type: string): boolean =>
  /^(?:application\/(?:x-)?(?:ecma|java)script|text\/(?:(?:x-)?(?:ecma|java)script|javascript1\.[0-5]|jscript|livescript))$/.test(
    type,
  )
