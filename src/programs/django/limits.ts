import { byteLength } from '../../lib/utf8.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'

/** gunicorn's own limits (`limit_request_line`, `limit_request_fields`, `limit_request_field_size`). */
const most = { line: 4094, fields: 100, fieldSize: 8190 }

/** Whether gunicorn turns a request down before Django sees it: with 400 whatever it was (asked gunicorn 20.1.0). */
export function isOverLimit({ method, target, version, headers }: HttpRequestMessage): boolean {
  if (byteLength(`${method} ${target} HTTP/${version}`) > most.line || headers.length > most.fields) return true
  return headers.some(([name, value]) => byteLength(`${name}: ${value}`) > most.fieldSize)
}
