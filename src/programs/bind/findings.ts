import type { Finding, Severity } from '../../model/finding.ts'
import { address, device as deviceValue, text, type Message } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import { isSubdomain } from '../../protocols/dns/name.ts'
import { isRoutedOnInternet } from '../../protocols/ip/scope.ts'
import type { FindingContext } from '../contract/program.ts'
import type { Wiring } from '../contract/wiring.ts'
import type { BindSettings, RecordRow } from './fields.ts'
import type en from './texts.en.ts'
import { aliasBesideOthers } from './zone.ts'
import { recordOf, zonesOf } from './zones-of.ts'

const say = speaker<typeof en>('bind')

/** What is wrong with the records, and what BIND would refuse to load. */
export function findings({ settings, wiring }: FindingContext<BindSettings>): readonly Finding[] {
  const rows = settings.records ?? []
  const report = reporter(wiring)
  if (rows.length === 0) return [report('warning', 'records', say('finding.no-records'))]
  return [
    ...rows.flatMap((row, index) => inRow(row, `records[${index}]`, settings, wiring)),
    ...zonesOf(settings, wiring).flatMap((zone) => {
      const name = aliasBesideOthers(zone)
      return name === undefined
        ? []
        : [report('error', 'records', say('finding.alias-beside-others', { name: text(name) }))]
    }),
  ]
}

function inRow(row: RecordRow, path: string, settings: BindSettings, wiring: Wiring): readonly Finding[] {
  const report = reporter(wiring)
  const name = text(row.name ?? '')
  const record = recordOf(row, wiring)
  if (!record) {
    const peer = row.target === undefined ? undefined : wiring.peer(row.target)
    if (row.name !== undefined && peer && (row.type === 'A' || row.type === 'AAAA')) {
      return [
        report(
          'error',
          path,
          say('finding.without-address', { name, target: deviceValue(peer.id), type: text(row.type) }),
        ),
      ]
    }
    return [report('error', path, say('finding.incomplete'))]
  }
  const isAddressRecord = row.type === 'A' || row.type === 'AAAA'
  if (isAddressRecord && !isRoutedOnInternet(record.data) && wiring.interfaces.some((one) => one.public)) {
    return [report('warning', path, say('finding.private-address', { name, address: address(record.data) }))]
  }
  if (record.type === 'CNAME' && isDangling(record.data, settings, wiring)) {
    return [report('warning', path, say('finding.dangling', { name, target: text(record.data) }))]
  }
  return []
}

/** An alias into a zone of this server that leads to no name there. */
function isDangling(target: string, settings: BindSettings, wiring: Wiring): boolean {
  const zone = zonesOf(settings, wiring).find(({ apex }) => isSubdomain(target, apex))
  if (!zone) return false
  const wildcard = `*.${target.split('.').slice(1).join('.')}`
  return !zone.records.some((record) => isSubdomain(record.name, target) || record.name === wildcard)
}

function reporter(wiring: Wiring) {
  return (severity: Severity, setting: string, message: Message): Finding => ({
    ...message,
    severity,
    subject: { type: 'device', id: wiring.device, setting },
    fixes: [],
  })
}
