import { hostOf, type Place } from '../common/peers.ts'
import type { Exchange } from './exchange.ts'

/** What is known of one try to ask a server behind. */
interface TryNote {
  /** `$upstream_addr`: address and port, or the group's name where nobody was left to ask. */
  readonly address: string
  readonly status: number
  /** Virtual ms from the start of the try; nothing where it did not come so far. */
  readonly connectMs?: number | undefined
  readonly headerMs?: number | undefined
  readonly responseMs: number
  /** Of the body. */
  readonly bytes?: number
}

/** A try's address as variables and logs have it. */
export const addressNote = (place: Place): string => `${hostOf({ ...place, port: 80 })}:${place.port}`

const inSeconds = (ms: number | undefined): string => (ms === undefined ? '-' : (ms / 1000).toFixed(3))

/**
 * Adds a try to `$upstream_addr`, `$upstream_status` and their like (ngx_http_upstream_module): commas between the
 * servers of a group, colons between the groups that one request was led to.
 */
export function noteTry(exchange: Exchange, note: TryNote, isFirstOfGroup: boolean): void {
  const { variables } = exchange
  const added: Readonly<Record<string, string>> = {
    upstream_addr: note.address,
    upstream_status: String(note.status).padStart(3, '0'),
    upstream_connect_time: inSeconds(note.connectMs),
    upstream_header_time: inSeconds(note.headerMs),
    upstream_response_time: inSeconds(note.responseMs),
    upstream_response_length: String(note.bytes ?? 0),
  }
  const separator = isFirstOfGroup ? ' : ' : ', '
  const together = Object.entries(added).map(([name, value]): [string, string] => {
    const before = variables[name]
    return [name, before === undefined ? value : `${before}${separator}${value}`]
  })
  exchange.variables = { ...variables, ...Object.fromEntries(together) }
}
