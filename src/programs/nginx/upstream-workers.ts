import { number } from '../../model/message.ts'
import type { Connection } from '../contract/outcome.ts'
import type { NginxConfig } from './config.ts'
import type { UpstreamGroup } from './directive.ts'
import { by, say, type NginxContext } from './exchange.ts'
import { the } from './scope.ts'

/** How many worker processes there are; `auto` is one for each core, and how many cores there are nobody says. */
export function workersOf(config: Pick<NginxConfig, 'main'>): number | 'auto' {
  const value = the(config.main, 'worker_processes')?.args[0]
  if (value === 'auto') return 'auto'
  return Math.max(1, Number(value ?? 1) || 1)
}

/**
 * Which worker takes a connection, from 1; 0 where there is only one. They all wait for it, and which one the kernel
 * wakes is chance.
 */
export function workerFor(
  context: Pick<NginxContext, 'random'>,
  config: Pick<NginxConfig, 'main'>,
  { memo }: Pick<Connection, 'memo'>,
): number {
  const known = memo['worker']
  if (typeof known === 'number') return known
  const count = workersOf(config)
  const worker = count === 'auto' || count === 1 ? 0 : 1 + Math.floor(context.random() * count)
  memo['worker'] = worker
  return worker
}

/** A `zone` is memory that all workers share. */
export const isShared = ({ directives }: UpstreamGroup): boolean => directives.some(({ name }) => name === 'zone')

/** Says that a worker counts for itself, where that makes a difference. */
export function explainWorker(context: NginxContext, config: NginxConfig, worker: number, group: UpstreamGroup): void {
  if (isShared(group)) return
  const setting = the(config.main, 'worker_processes')?.setting
  const count = workersOf(config)
  if (count === 'auto') context.step('assumed', say('workers-assumed'), by('worker_processes', setting))
  if (typeof count === 'number' && count > 1) {
    const data = { worker: number(worker), count: number(count) }
    context.step('decided', say('worker-own', data), by('worker_processes', setting))
  }
}
