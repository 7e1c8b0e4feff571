import { address, device, type Value } from '../../model/message.ts'
import { integer, port, target } from '../../protocols/fields/builders.ts'
import type { Wiring } from '../contract/wiring.ts'

/** What every program that passes requests on asks about a server behind it. */
export const peerColumns = {
  server: target({ serves: 'http' }),
  /** Unset: the first port on which that device speaks plain HTTP, else 80. */
  port: port(),
  weight: integer({ min: 1, max: 100, default: 1 }),
}

/** Where a server behind is reached; no address when no cable leads there. */
export interface Place {
  readonly address: string | undefined
  readonly port: number
}

/** The devices that answer HTTP at the end of this one's cables, in the order of the cables. */
export function serversBehind(wiring: Wiring): readonly string[] {
  return wiring.leadsTo.filter((peer) => peer.serves === 'http').map((peer) => peer.id)
}

/** The port that goes without saying. */
export const usualPort = { http: 80, https: 443 } as const

/** Address and port of a server that a setting names by device or by address, and how it is to be spoken to. */
export function placeOf(
  server: string,
  port: number | undefined,
  wiring: Wiring,
  scheme: keyof typeof usualPort = 'http',
): Place {
  const owner = isDeviceId(server) ? server : wiring.ownerOf(server)
  const service = owner === undefined ? undefined : wiring.servicesOf(owner).find(({ speaks }) => speaks === scheme)
  return {
    address: isDeviceId(server) ? wiring.addressOf(server) : server,
    port: port ?? service?.port ?? usualPort[scheme],
  }
}

/** How `Host` and configuration files write a place: the port only where it is not the usual one. */
export function hostOf({ address = '', port }: Place, usual: number = usualPort.http): string {
  const host = address.includes(':') ? `[${address}]` : address
  return port === usual ? host : `${host}:${port}`
}

/** A server in a message: as a device to click on where the diagram has it, else its address. */
export function serverValue(server: string, wiring: Wiring): Value {
  if (isDeviceId(server)) return device(server)
  const owner = wiring.ownerOf(server)
  return owner === undefined ? address(server) : device(owner)
}

/** Whether a server is named as a device, not by its address. */
export const isDeviceId = (server: string): boolean => /^d\d+$/.test(server)
