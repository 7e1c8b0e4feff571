import type { Finding } from '../../model/finding.ts'
import { address, code, device as deviceValue, zone as zoneValue } from '../../model/message.ts'
import { compareIds, type Zone } from '../../model/topology.ts'
import { isAddress, parseAddress } from '../../protocols/ip/address.ts'
import { contains, overlaps, parseCidr } from '../../protocols/ip/cidr.ts'
import { isRoutedOnInternet } from '../../protocols/ip/scope.ts'
import type { Compiled } from '../compile.ts'
import { deviceIds, finding, say, type Rule } from './rule.ts'

const duplicateAddress: Rule = {
  id: 'duplicate-address',
  check(compiled) {
    const first = new Map<string, string>()
    const findings: Finding[] = []
    for (const id of deviceIds(compiled)) {
      for (const one of (compiled.interfaces.get(id) ?? []).flatMap((each) => each.addresses)) {
        const other = first.get(one)
        if (other === undefined) first.set(one, id)
        else if (other !== id) {
          const data = { address: address(one), device: deviceValue(id), other: deviceValue(other) }
          findings.push(
            finding('error', { type: 'device', id, setting: 'interfaces' }, say('finding-duplicate-address', data)),
          )
        }
      }
    }
    return findings
  },
}

const outsideZone: Rule = {
  id: 'outside-zone',
  check(compiled) {
    return deviceIds(compiled).flatMap((id) =>
      (compiled.interfaces.get(id) ?? []).flatMap((one) => {
        const cidr = one.cidr === undefined ? undefined : parseCidr(one.cidr)
        if (!cidr?.ok) return []
        return one.addresses
          .filter((each) => {
            const parsed = parseAddress(each)
            return parsed.ok && !contains(cidr.value, parsed.value)
          })
          .map((each) => {
            const data = { address: address(each), device: deviceValue(id), cidr: code(one.cidr ?? '') }
            return finding('error', { type: 'device', id, setting: 'interfaces' }, say('finding-outside-zone', data))
          })
      }),
    )
  },
}

const overlappingZones: Rule = {
  id: 'overlapping-zones',
  check(compiled) {
    const zones = sortedZones(compiled).flatMap((zone) => {
      const cidr = zone.cidr === undefined ? undefined : parseCidr(zone.cidr)
      return cidr?.ok ? [{ zone, cidr: cidr.value }] : []
    })
    return zones.flatMap(({ zone, cidr }, index) =>
      zones
        .slice(0, index)
        .filter((other) => overlaps(cidr, other.cidr))
        .map((other) => {
          const data = { zone: zoneValue(zone.id), other: zoneValue(other.zone.id) }
          return finding('error', { type: 'zone', id: zone.id }, say('finding-overlapping-zones', data))
        }),
    )
  },
}

function sortedZones(compiled: Compiled): readonly Zone[] {
  return Object.values(compiled.topology.zones).toSorted((a, b) => compareIds(a.id, b.id))
}

/** A private address on the cable to the internet: no packet from there or to there arrives. */
const privateOnPublicCable: Rule = {
  id: 'private-on-public-cable',
  check(compiled) {
    return deviceIds(compiled).flatMap((id) =>
      (compiled.interfaces.get(id) ?? [])
        .filter((one) => one.public)
        .flatMap((one) => one.addresses.filter((each) => isAddress(each) && !isRoutedOnInternet(each)))
        .map((each) => {
          const data = { device: deviceValue(id), address: address(each) }
          return finding(
            'error',
            { type: 'device', id, setting: 'interfaces' },
            say('finding-private-on-public-cable', data),
          )
        }),
    )
  },
}

export const addressRules: readonly Rule[] = [duplicateAddress, outsideZone, overlappingZones, privateOnPublicCable]
