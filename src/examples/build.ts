import { kindOf } from '../kinds/registry.ts'
import type { Diagram, Scenario } from '../model/diagram.ts'
import type { Device, JsonObject, Link, Note, Zone } from '../model/topology.ts'
import { definitionOf } from '../programs/definitions.ts'
import type { Localised } from './localised.ts'

/** Space between the columns and rows of a template, so that cards of 186 × 58 stand calmly. */
export const column = 232
export const row = 110

type DeviceParts = Pick<Device, 'id' | 'kind' | 'position'> & {
  readonly name: Localised<string>
  readonly program?: string
  readonly config?: Localised<JsonObject>
} & Partial<Pick<Device, 'zone' | 'interfaces' | 'gateway'>>

interface Parts {
  readonly id: string
  readonly title: Localised<string>
  readonly description: Localised<string>
  readonly devices: readonly DeviceParts[]
  readonly links: readonly Link[]
  readonly zones?: readonly Localised<Zone>[]
  readonly notes?: readonly Localised<Note>[]
  readonly scenarios: readonly Localised<Scenario>[]
}

/** Puts a template together as the document that a person would have drawn: presets of the kinds, running ids. */
export function build({
  id,
  title,
  description,
  devices,
  links,
  zones = [],
  notes = [],
  scenarios,
}: Parts): Localised<Diagram> {
  return {
    format: 'paketweg',
    version: 1,
    id,
    title,
    description,
    devices: byId(devices.map(buildDevice)),
    links: byId(links),
    zones: byId(zones),
    notes: byId(notes),
    scenarios: byId(scenarios),
    lastIds: { d: devices.length, l: links.length, z: zones.length, n: notes.length, s: scenarios.length },
  }
}

function byId<T extends { readonly id: Localised<string> }>(items: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(items.flatMap((item) => (typeof item.id === 'string' ? [[item.id, item] as const] : [])))
}

function buildDevice({ program, config, ...parts }: DeviceParts): Localised<Device> {
  const choices = kindOf(parts.kind)?.programs ?? []
  const choice = choices.find((one) => one.program === program) ?? choices[0]
  const definition = definitionOf(choice?.program ?? '')
  if (!choice || !definition) throw new Error(`No program for ${parts.kind}`)
  return {
    ...parts,
    program: {
      id: definition.id,
      profile: definition.profiles[0] ?? '',
      configVersion: definition.migrations.length,
    },
    config: { ...choice.preset, ...config },
  }
}
