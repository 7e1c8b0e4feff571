import { adopt, own } from '../../lib/copying.ts'
import type { Header } from '../../model/request.ts'
import { variantOf } from './cache-vary.ts'
import type { CacheEntry, CacheNode, NginxState } from './state.ts'

/** What of `proxy_cache_path` and of the location decides how the cache is asked. */
export interface NodeRules {
  readonly zone: string
  readonly inactiveSeconds: number
  /** `max_size`: the cache manager makes room when its files need more. */
  readonly maxBytes: number
  readonly minUses: number
}

/**
 * One request's hold on the cache. nginx files the first answer under the key itself; answers that differ from it by
 * a header of `Vary` under the key and what the request said (ngx_http_file_cache.c).
 */
export interface Hold {
  readonly zone: string
  readonly key: string
  readonly rules: NodeRules
  /** `''`: the first answer's place. */
  variant: string
  node: CacheNode | undefined
  /** Whether this request is the one that fetches what others may wait for. */
  isUpdating: boolean
  /** The lock's end as this request knows it, ms. */
  lockedUntil: number
}

export const holdOn = (rules: NodeRules, key: string): Hold => ({
  zone: rules.zone,
  key,
  rules,
  variant: '',
  node: undefined,
  isUpdating: false,
  lockedUntil: 0,
})

export type Found =
  /** Asked for too seldom to be kept (`proxy_cache_min_uses`). */
  | { readonly found: 'scarce'; readonly uses: number }
  | { readonly found: 'nothing' }
  /** The servers failed a while ago, and that is kept too. */
  | { readonly found: 'failure'; readonly status: number; readonly until: number }
  | { readonly found: 'fresh' | 'stale' | 'updating'; readonly entry: CacheEntry }

/** Looks a request up and takes hold of the place where its answer is or will be; `now` in whole seconds. */
export function findKept(state: NginxState, hold: Hold, headers: readonly Header[], now: number): Found {
  const { node, isKnown } = take(state, hold, now)
  const { minUses } = hold.rules
  if (isKnown && node.failure !== null) return { found: 'failure', ...node.failure }
  // After a failure that is forgotten nginx starts to count anew.
  const isScarce = isKnown ? node.uses < minUses : minUses > 1
  if (!node.entry) return isScarce ? { found: 'scarce', uses: node.uses } : { found: 'nothing' }
  const { entry } = node
  if (entry.vary !== '' && hold.variant === '') {
    const variant = variantOf(entry.vary, headers)
    if (variant !== entry.variant) {
      letGo(state, hold)
      hold.variant = variant
      return findKept(state, hold, headers, now)
    }
  }
  if (entry.validUntil >= now) return { found: 'fresh', entry }
  if (node.isUpdating) return { found: 'updating', entry }
  node.isUpdating = true
  hold.isUpdating = true
  hold.lockedUntil = node.lockedUntil
  return { found: 'stale', entry }
}

/** The node that a request holds: the one that is there, or a new one. */
export function take(state: NginxState, hold: Hold, now: number): { node: CacheNode; isKnown: boolean } {
  const { inactiveSeconds } = hold.rules
  const keys = (state.cache[hold.zone] ??= {})
  const nodes = own(state, keys, hold.key) ?? (keys[hold.key] = adopt<Record<string, CacheNode>>(state, {}))
  const known = hold.node ?? aliveAt(own(state, nodes, hold.variant), now)
  const node = known ?? adopt(state, newNode())
  nodes[hold.variant] = node
  if (hold.node === undefined) {
    node.uses += 1
    node.holders += 1
    hold.node = node
  }
  node.forgottenAt = now + inactiveSeconds
  if (node.failure !== null && node.failure.until < now) {
    node.failure = null
    node.entry = null
    return { node, isKnown: false }
  }
  return { node, isKnown: known !== undefined }
}

/** `inactive`: what nobody asked for that long is thrown away. */
const aliveAt = (node: CacheNode | undefined, now: number): CacheNode | undefined =>
  node && (node.forgottenAt > now || node.holders > 0) ? node : undefined

const newNode = (): CacheNode => ({
  uses: 0,
  holders: 0,
  forgottenAt: 0,
  isUpdating: false,
  lockedUntil: 0,
  failure: null,
  entry: null,
})

/**
 * Files an answer. One that turned out to vary by something else than the request was filed under takes the first
 * place.
 */
export function file(state: NginxState, hold: Hold, entry: CacheEntry, now: number): void {
  if (hold.variant !== '' && (entry.vary === '' || entry.variant !== hold.variant)) {
    if (hold.node) hold.node.isUpdating = false
    letGo(state, hold)
    hold.variant = ''
  }
  const { node } = take(state, hold, now)
  node.entry = entry
  node.failure = null
  node.isUpdating = false
  hold.isUpdating = false
  letGo(state, hold)
  sweep(state, hold.rules, now)
}

/** The request is over, or goes on without the cache. */
export function letGo(state: NginxState, hold: Hold): void {
  const { node } = hold
  if (!node) return
  node.holders -= 1
  if (hold.isUpdating && node.lockedUntil === hold.lockedUntil) node.isUpdating = false
  hold.isUpdating = false
  hold.node = undefined
  const isEmpty = node.entry === null && node.failure === null && node.holders <= 0
  if (isEmpty && hold.rules.minUses === 1) drop(state, hold.zone, hold.key, hold.variant)
}

/** nginx's cache manager looks this often, in seconds. */
const sweepSeconds = 10

/** Throws away whatever nobody asked for any more, and what was not asked for longest where room is needed. */
function sweep(state: NginxState, { zone, maxBytes }: NodeRules, now: number): void {
  if (now < state.sweptAt + sweepSeconds) return
  state.sweptAt = now
  for (const one of Object.keys(state.cache)) {
    for (const place of placesIn(state, one)) if (!aliveAt(place.node, now)) drop(state, one, place.key, place.variant)
  }
  const places = placesIn(state, zone).toSorted((a, b) => a.node.forgottenAt - b.node.forgottenAt)
  let size = places.reduce((sum, { node }) => sum + sizeOf(node), 0)
  for (const { node, key, variant } of places) {
    if (size < maxBytes) return
    if (node.holders > 0) continue
    size -= sizeOf(node)
    drop(state, zone, key, variant)
  }
}

const placesIn = (state: NginxState, zone: string) =>
  Object.entries(state.cache[zone] ?? {}).flatMap(([key, nodes]) =>
    Object.entries(nodes).map(([variant, node]) => ({ key, variant, node })),
  )

/** Files take whole blocks, and nginx writes some of its own before the headers, in bytes. */
const blockBytes = 4096
const ownBytes = 600

function sizeOf({ entry }: CacheNode): number {
  if (!entry) return 0
  const headers = entry.headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0)
  return Math.ceil((ownBytes + headers + entry.bytes) / blockBytes) * blockBytes
}

function drop(state: NginxState, zone: string, key: string, variant: string): void {
  const keys = state.cache[zone] ?? {}
  const nodes = own(state, keys, key) ?? {}
  delete nodes[variant]
  if (Object.keys(nodes).length === 0) delete keys[key]
}
