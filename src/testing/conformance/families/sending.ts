import type { Header } from '../../../model/request.ts'
import type { JsonObject } from '../../../model/topology.ts'
import { objectOf, textOf } from '../values.ts'

interface Sent {
  readonly method?: string
  readonly target?: string
  readonly body?: string
  readonly headers: readonly Header[]
}

/** A request as the cases of failing servers tell of it. */
export function sendingOf(one: JsonObject): Sent {
  const headers = Object.entries(objectOf(one['headers'])).map(([name, value]) => [name, textOf(value)] as const)
  return {
    ...(typeof one['method'] === 'string' ? { method: one['method'] } : {}),
    ...(typeof one['path'] === 'string' ? { target: one['path'] } : {}),
    ...(typeof one['body'] === 'string' ? { body: one['body'] } : {}),
    headers,
  }
}
