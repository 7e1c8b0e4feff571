import type { GroupServerRow, UpstreamRow } from './fields.ts'

/** How a server behind is asked for: the columns that both forms of the settings have, and those of the full one. */
export type GroupServer = UpstreamRow & Partial<Pick<GroupServerRow, 'host' | 'maxConns'>>

/** Servers behind, as an `upstream` block lists them. */
export interface UpstreamGroup {
  /** As `proxy_pass` names it; what `$proxy_host` says, unless `isImplicit`. */
  readonly name: string
  /** `proxy_pass` names one server itself: there is no block. */
  readonly isImplicit?: boolean
  readonly method: 'round_robin' | 'least_conn' | 'ip_hash' | 'hash' | 'random'
  /** Of the setting that chose the method. */
  readonly methodSetting?: string
  /** For `hash`: a template. */
  readonly key?: string
  readonly consistent?: boolean
  readonly servers: readonly { readonly row: GroupServer; readonly setting: string }[]
  /** What else the block says: `zone`, `keepalive`, `random two` … */
  readonly directives: readonly Directive[]
  readonly setting?: string
}

/**
 * A directive with the setting that it comes from. Whatever form the settings have, they become a tree of these: the
 * one thing that `config.ts` compiles and `print.ts` prints.
 */
export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  readonly block?: readonly Directive[]
  readonly setting?: string
  /** `upstream`, or a `proxy_pass` to one server: who that is. */
  readonly group?: UpstreamGroup
  /** In the simple form one setting stands for a directive that has words of its own. */
  readonly says?: 'server-unknown' | 'https-redirect' | 'unset-static' | 'unset-proxy' | 'unset-try'
}

/** A directive by name and arguments. */
export const directive = (name: string, args: readonly string[], setting?: string): Directive => ({
  name,
  args,
  ...(setting === undefined ? {} : { setting }),
})

/** A directive with a block. */
export const block = (
  name: string,
  args: readonly string[],
  inner: readonly Directive[],
  setting?: string,
): Directive => ({ ...directive(name, args, setting), block: inner })
