import { byteLength } from '../../lib/utf8.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'

/** gunicorn's own limits (`limit_request_line`, `limit_request_fields`, `limit_request_field_size`). */
const most = { line: 4094, fields: 100, fieldSize: 8190 }

/** What gunicorn turns down before Django sees it, with the status that it answers. */
export function overLimit({ method, target, version, headers }: HttpRequestMessage): 400 | 431 | undefined {
  if (byteLength(`${method} ${target} HTTP/${version}`) > most.line) return 400
  if (headers.length > most.fields) return 431
  return headers.some(([name, value]) => byteLength(`${name}: ${value}`) > most.fieldSize) ? 431 : undefined
}
