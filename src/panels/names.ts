import type { Names } from '../i18n/format.ts'
import type { T } from '../i18n/use-t.tsx'
import type { Catalogue } from '../model/speaker.ts'
import type { Device, Json, Topology } from '../model/topology.ts'
import { nothingGone, type Gone } from '../store/session-store.ts'

/** Settings that every device has, whatever runs on it. */
const common = {
  power: 'device.power',
  service: 'device.service',
  fault: 'device.fault',
  gateway: 'network.gateway',
  routes: 'network.routes',
  interfaces: 'network.interfaces',
} as const

const isCommon = (name: string): name is keyof typeof common => name in common

/**
 * What the things of a diagram are called in messages: devices by name, cables by their ends, settings by label.
 * What is gone, a journey may still tell of: by the name that it had last.
 */
export function namesOf(topology: Topology, catalogue: Catalogue, t: T, gone: Gone = nothingGone): Names {
  const removed = (name: string | undefined) => (name === undefined ? undefined : t('name.removed', { name }))
  const device = (id: string) => topology.devices[id]?.name ?? removed(gone.devices[id]?.name)
  return {
    device,
    zone: (id) => topology.zones[id]?.name ?? removed(gone.zones[id]?.name),
    link: (id) => {
      const link = topology.links[id] ?? gone.links[id]
      return link && `${device(link.from) ?? link.from} – ${device(link.to) ?? link.to}`
    },
    setting: (id, path) => {
      const owner = topology.devices[id] ?? gone.devices[id]
      return owner && settingName(owner, path, catalogue, t)
    },
  }
}

/** Which setting it was, as short as can be: `Rule 3`. */
export function settingPlace(device: Device, path: string, catalogue: Catalogue, t: T): string {
  const [row = path] = /^(?:filter\.)?\w+(?:\[\d+\])?/.exec(path) ?? []
  const { filter } = device
  const bare = { ...device, config: {}, ...(filter ? { filter: { ...filter, config: {} } } : {}) }
  return settingName(bare, row, catalogue, t)
}

/** `rules[2].ports` as a person reads it: `Rule 3 “web” · Ports`. */
export function settingName(device: Device, path: string, catalogue: Catalogue, t: T): string {
  if (device.filter && path.startsWith('filter.')) {
    // The host's own packet filter is another program with settings of its own.
    const { filter, ...host } = device
    return settingName({ ...host, ...filter }, path.slice('filter.'.length), catalogue, t)
  }
  const [, name = path, index, column] = /^(\w+)(?:\[(\d+)\])?(?:\.(\w+))?/.exec(path) ?? []
  const say = (code: string) => catalogue[`${device.program.id}.${code}`]
  const labelOf = (key: string, fallback: string) => say(`field.${key}`) ?? fallback
  const table = labelOf(name, isCommon(name) ? t(common[name]) : name)
  if (index === undefined) return table
  const row = rowName(device.config[name], Number(index))
  const number = String(Number(index) + 1)
  // `Rule 3` where the program has a word for one row; else `Rules no. 3`, by the part of the form or the table.
  const one = say(`field.${name}.one`)
  const numbered =
    one === undefined ? t('setting.row', { table: say(`section.${name}`) ?? table, number }) : `${one} ${number}`
  const named = row === undefined ? numbered : t('setting.row-name', { row: numbered, name: row })
  return column === undefined ? named : `${named} · ${labelOf(`${name}.${column}`, column)}`
}

function rowName(table: Json | undefined, index: number): string | undefined {
  const row: unknown = Array.isArray(table) ? table[index] : undefined
  if (typeof row !== 'object' || row === null || !('name' in row)) return undefined
  return typeof row.name === 'string' && row.name !== '' ? row.name : undefined
}
