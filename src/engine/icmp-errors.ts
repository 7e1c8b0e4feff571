import type { IcmpCode } from '../model/packet.ts'
import type { ConnectFailure } from '../programs/contract/outcome.ts'

/** Why a packet could not be delivered, as its sender gets to know. */
export type DeliveryError =
  | 'host-unreachable'
  | 'net-unreachable'
  | 'protocol-unreachable'
  | 'port-unreachable'
  | 'net-prohibited'
  | 'host-prohibited'
  | 'prohibited'
  | 'ttl-exceeded'
  /** From the sender's own kernel only: a black hole of its own, or its own packet filter. */
  | 'invalid'
  | 'not-permitted'

type Told = Pick<ConnectFailure, 'outcome' | 'detail'>

/**
 * What a program is told (errno), as Linux turns ICMP into it (net/ipv4/icmp.c, icmp_err_convert): "port unreachable" is
 * a refusal (tcp(7)).
 */
const told: Readonly<Record<DeliveryError, Told>> = {
  'host-unreachable': { outcome: 'host-unreachable' },
  'net-unreachable': { outcome: 'net-unreachable' },
  'protocol-unreachable': { outcome: 'refused', detail: 'protocol' },
  'port-unreachable': { outcome: 'refused' },
  'net-prohibited': { outcome: 'net-unreachable' },
  'host-prohibited': { outcome: 'host-unreachable' },
  prohibited: { outcome: 'prohibited' },
  'ttl-exceeded': { outcome: 'ttl-exceeded' },
  invalid: { outcome: 'net-unreachable', detail: 'invalid' },
  'not-permitted': { outcome: 'prohibited', detail: 'not-permitted' },
}

export const toldOf = (error: DeliveryError): Told => told[error]

/** Errors that may pass: a plain UDP socket is not told of them (udp(7), IP_RECVERR). */
const passing = new Set<DeliveryError>(['host-unreachable', 'net-unreachable', 'ttl-exceeded'])
export const mayPass = (error: DeliveryError): boolean => passing.has(error)

export function errorOf(icmp: IcmpCode): DeliveryError {
  if (icmp === 'admin-prohibited') return 'prohibited'
  return icmp === 'echo-reply' || icmp === 'echo-request' ? 'host-unreachable' : icmp
}

export function icmpOf(error: DeliveryError): IcmpCode {
  if (error === 'prohibited' || error === 'not-permitted') return 'admin-prohibited'
  return error === 'invalid' ? 'net-unreachable' : error
}
