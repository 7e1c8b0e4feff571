import type { Message } from '../../model/message.ts'
import type { IcmpCode, Packet } from '../../model/packet.ts'
import type { Action } from '../../model/trace.ts'
import type { StepRef } from '../../model/verdict.ts'
import type { StepOptions } from './context.ts'
import type { Wiring } from './wiring.ts'

/** Netfilter's five hooks, in the order a packet meets them (nft(8), "ADDRESS FAMILIES"). */
export type FilterHook = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting'

export interface FilterContext<Settings, State> {
  readonly settings: Settings
  readonly state: State
  readonly wiring: Wiring
  readonly hook: FilterHook
  readonly interfaceIn: string | undefined
  readonly interfaceOut: string | undefined
  now(): number
  step(action: Action, message: Message, options?: StepOptions): StepRef
}

/** `packet` may be a translated one (NAT). A drop or reject names the step that did it. */
export type FilterVerdict =
  | { readonly verdict: 'accept'; readonly packet: Packet }
  | { readonly verdict: 'drop'; readonly because: StepRef }
  | { readonly verdict: 'reject'; readonly with: 'tcp-reset' | IcmpCode; readonly because: StepRef }

/** A pure decision over config and state (conntrack, counters); called by the engine's forwarding at each hook. */
export type PacketFilter<Settings, State> = (packet: Packet, context: FilterContext<Settings, State>) => FilterVerdict
