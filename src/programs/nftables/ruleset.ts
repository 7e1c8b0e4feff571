import type { Cidr } from '../../protocols/ip/cidr.ts'
import type { FilterHook } from '../contract/packet-filter.ts'

/** What connection tracking says of a packet (nft(8), "CT EXPRESSIONS"). */
export type ConnectionState = 'new' | 'established' | 'related' | 'invalid'

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

/** Every part that is given must fit. */
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

export type RejectWith = 'port-unreachable' | 'tcp-reset' | 'host-unreachable' | 'admin-prohibited'

export type Statement =
  | { readonly type: 'accept' }
  | { readonly type: 'drop' }
  | { readonly type: 'reject'; readonly with: RejectWith }
  /** `to`: a device or an address; the port stays unless one is given. */
  | { readonly type: 'dnat'; readonly to: string; readonly port: number | undefined }
  | { readonly type: 'masquerade' }

/** What a rule was compiled from, for the words of its step. Numbers begin with 1, as people count. */
export type Origin =
  | { readonly type: 'rule' | 'forwarding'; readonly number: number; readonly name: string | undefined }
  | { readonly type: 'stateful' | 'masquerade' | 'hairpin' | 'input-known' | 'input-echo' | 'input-inside' }

export interface Rule {
  /** Path of the setting it comes from: `rules[2]`. */
  readonly setting: string
  readonly origin: Origin
  readonly match: Match
  readonly statement: Statement
}

/** A base chain: where it hooks in, before or after which others, and what happens to what no rule decides. */
export interface Chain {
  readonly type: 'filter' | 'nat'
  readonly hook: FilterHook
  /** Lower ones first (nft(8), "standard priority names"). */
  readonly priority: number
  readonly policy: 'accept' | 'drop'
  /** Path of the setting that is the policy; unset where it is no setting. */
  readonly policySetting?: string
  readonly rules: readonly Rule[]
}
