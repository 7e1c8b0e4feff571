import type { StepOptions } from '../contract/context.ts'
import type { Directive } from './directive.ts'
import { by } from './source.ts'
import { parseSize, parseTime } from './values.ts'

/** What one block says, and the block around it. */
export interface Scope {
  readonly kind: 'http' | 'server' | 'location' | 'if' | 'limit_except'
  /** In order: that of `rewrite`, `set`, `if`, `allow`, `deny` decides. */
  readonly directives: readonly Directive[]
  readonly own: ReadonlyMap<string, readonly Directive[]>
  readonly parent: Scope | undefined
}

export function scopeOf(kind: Scope['kind'], directives: readonly Directive[], parent?: Scope): Scope {
  const own = new Map<string, Directive[]>()
  for (const one of directives) {
    const known = own.get(one.name)
    if (known) known.push(one)
    else own.set(one.name, [one])
  }
  return { kind, directives, own, parent }
}

const none: readonly Directive[] = []

/** The directives of this name in the block itself: for those that nobody inherits (`proxy_pass`, `return` …). */
export const ownOf = (scope: Scope, name: string): readonly Directive[] => scope.own.get(name) ?? none

/**
 * The directives of this name that hold in a block: its own, or those of the nearest block around it that has any.
 * That is how nginx merges nearly everything: one `add_header` of its own, and none is inherited.
 */
export function inherited(scope: Scope, name: string): readonly Directive[] {
  for (let level: Scope | undefined = scope; level; level = level.parent) {
    const found = level.own.get(name)
    if (found) return found
  }
  return none
}

/** The one directive of this name that holds; of several, the last. */
export const the = (scope: Scope, name: string): Directive | undefined => inherited(scope, name).at(-1)

/** Its first argument. */
export const valueOf = (scope: Scope, name: string): string | undefined => the(scope, name)?.args[0]

export function flag(scope: Scope, name: string, fallback: boolean): boolean {
  const value = valueOf(scope, name)
  return value === undefined ? fallback : value === 'on'
}

/** In ms. */
export function timeOf(scope: Scope, name: string, fallback: number): number {
  return parseTime(valueOf(scope, name) ?? '') ?? fallback
}

/** In bytes. */
export function sizeOf(scope: Scope, name: string, fallback: number): number {
  return parseSize(valueOf(scope, name) ?? '') ?? fallback
}

/** For a step: the directive, and the setting that holds here, or that of a wider directive. */
export function because(scope: Scope, name: string, otherwise = name): StepOptions {
  return by(name, (the(scope, name) ?? the(scope, otherwise))?.setting)
}

/** For a step that one directive decided. */
export const from = (one: Directive | undefined, name = one?.name ?? ''): StepOptions => by(name, one?.setting)
