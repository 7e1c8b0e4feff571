import type { Context } from '../contract/context.ts'
import type { DjangoSettings } from './fields.ts'

export type Django = Context<DjangoSettings, null>

/** How long gunicorn still waits for its worker. */
export interface Deadline {
  left(): number
}

/** gunicorn's watch over one request (`--timeout`), from now on. */
export function startWatch(context: Django): Deadline {
  const end = context.now() + context.settings.workerTimeoutMs
  return { left: () => Math.max(0, end - context.now()) }
}
