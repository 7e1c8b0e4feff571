import type { Header } from '../../model/request.ts'
import { all } from '../../protocols/http/headers.ts'

/** Of these headers nginx compares the members, not the spelling (ngx_http_file_cache_vary_header). */
const listHeaders = new Set(['accept-charset', 'accept-encoding', 'accept-language'])

const members = (text: string): readonly string[] => text.split(/[ ,]+/).filter((member) => member !== '')

/** What a request says for each header that an answer varies by: two requests that say the same get the same answer. */
export function variantOf(vary: string, headers: readonly Header[]): string {
  return members(vary.toLowerCase())
    .map((name) => {
      const values = all(headers, name)
      return `${name}:${(listHeaders.has(name) ? values.flatMap(members) : values).join(',')}`
    })
    .join('\n')
}
