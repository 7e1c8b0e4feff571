import type { Header } from '../../model/request.ts'
import { listValues } from '../../protocols/http/headers.ts'

/** Whether the client takes gzip by name and not at quality 0; `*` does not count, as in nginx and mod_deflate. */
export function takesGzip(headers: readonly Header[]): boolean {
  return listValues(headers, 'Accept-Encoding').some((member) => {
    const [coding = '', ...parameters] = member.split(';').map((part) => part.trim().toLowerCase())
    return coding === 'gzip' && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  })
}

/**
 * A guess, because texts are not kept whole: long ones shrink to three tenths, short ones hardly at all, since little in
 * them repeats; gzip's own head and tail are 18 bytes (RFC 1952).
 */
export function gzippedSize(bytes: number): number {
  return Math.ceil(bytes * (0.3 + 0.65 * Math.exp(-bytes / 600))) + 18
}

/** The media type without its parameters, in lower case. */
export function essenceOf(contentType: string | undefined): string {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}
