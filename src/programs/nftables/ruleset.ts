import type { IcmpCode } from '../../model/packet.ts'
import type { Cidr } from '../../protocols/ip/cidr.ts'
import type { FilterHook } from '../contract/packet-filter.ts'
import type { Subject } from './subject.ts'

/** What connection tracking says of a packet (nft(8), "CT EXPRESSIONS"). */
export type ConnectionState = 'new' | 'established' | 'related' | 'invalid' | 'untracked'

export type Protocol = 'tcp' | 'udp' | 'icmp'

export interface PortRange {
  readonly first: number
  readonly last: number
}

/** `private`: what the internet does not carry. A device stands for whatever addresses it has. */
export type AddressSet =
  | { readonly type: 'device'; readonly id: string }
  | { readonly type: 'blocks'; readonly blocks: readonly Cidr[] }
  | { readonly type: 'private' }

/** What a rule of the form asks of a packet. Every part that is given must fit. */
export interface Match {
  readonly protocols?: readonly Protocol[] | undefined
  readonly interfacesIn?: readonly string[] | undefined
  readonly interfacesOut?: readonly string[] | undefined
  readonly from?: AddressSet | undefined
  readonly to?: AddressSet | undefined
  /** Destination ports of TCP and UDP. */
  readonly ports?: readonly PortRange[] | undefined
  /** ICMP echo requests only. */
  readonly echo?: true | undefined
  readonly states?: readonly ConnectionState[] | undefined
}

/** `as-family`: port unreachable, no route … in the words of the packet's own family (icmpx). */
export type RejectWith = 'tcp-reset' | Exclude<IcmpCode, 'echo-request' | 'echo-reply' | 'ttl-exceeded'>

/** Where a flow's address and port are to be taken from. */
export interface Translation {
  /** A device or an address; `undefined`: it stays, or is the host's own for `redirect` and `masquerade`. */
  readonly to?: string
  /** To the last of a range of addresses. */
  readonly toLast?: string
  /** `undefined`: it stays. */
  readonly port?: number | undefined
  readonly portLast?: number
  /** The same address for a client whatever it asks for. */
  readonly isPersistent?: boolean
}

/** What becomes of a packet that a rule fits. */
export type Statement =
  | { readonly type: 'accept' | 'drop' | 'queue' }
  | { readonly type: 'reject'; readonly with: RejectWith }
  | ({ readonly type: 'dnat' | 'snat' | 'masquerade' | 'redirect' } & Translation)

/** Where a rule leads on to; `goto` never comes back. */
export type Turn = { readonly type: 'return' | 'continue' } | { readonly type: 'jump' | 'goto'; readonly to: ChainBody }

/** What a part of a rule says to a packet: it fits so far, it does not fit, or this becomes of it. */
export type Effect = boolean | Statement | Turn

/** Parts are asked from the left; the first that does not fit ends the rule. */
export type Part = (subject: Subject) => Effect

/** What a rule was compiled from, for the words of its step. Numbers begin with 1, as people count. */
export type Origin =
  | { readonly type: 'rule' | 'forwarding' | 'input-rule'; readonly number: number; readonly name: string | undefined }
  | {
      readonly type:
        | 'stateful'
        | 'masquerade'
        | 'hairpin'
        | 'input-known'
        | 'input-local'
        | 'input-echo'
        | 'input-inside'
    }
  /** A line of nft's own language. */
  | { readonly type: 'line'; readonly number: number; readonly chain: string; readonly line: string }

export interface Rule {
  /** Path of the setting it comes from: `rules[2]`. */
  readonly setting: string
  readonly origin: Origin
  readonly parts: readonly Part[]
  /** It looks at the state of connections. */
  readonly asksState?: boolean
  /** It counts for itself, where its counter stands. */
  readonly counts?: boolean
  /** A line that nobody understands: it fits nothing, and says so. */
  readonly isUnread?: boolean
}

/** A rule of the form, as data that others can compare. */
export interface FormRule extends Rule {
  readonly match: Match
  readonly statement: Statement
}

/** Rules under a name, to which others may jump. */
export interface ChainBody {
  readonly name: string
  readonly rules: readonly Rule[]
}

/** A base chain: where it hooks in, before or after which others, and what happens to what no rule decides. */
export interface Chain extends ChainBody {
  readonly type: 'filter' | 'nat'
  readonly hook: FilterHook
  /** Lower ones first (nft(8), "standard priority names"). */
  readonly priority: number
  readonly policy: 'accept' | 'drop'
  /** Path of the setting that is the policy; unset where it is no setting. */
  readonly policySetting?: string
  /** Packets of the other family pass by unseen. */
  readonly version?: 4 | 6
  /** Some rule of the ruleset translates or asks for states: only then does Linux track connections. */
  readonly isTracking: boolean
  /** Written in nft's own language, not in the form. */
  readonly isLines?: boolean
}
