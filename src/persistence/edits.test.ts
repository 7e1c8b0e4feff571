import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { kinds } from '../kinds/registry.ts'
import { Random } from '../lib/random.ts'
import type { Diagram } from '../model/diagram.ts'
import { definitionOf } from '../programs/definitions.ts'
import { setConfig } from '../store/commands/config.ts'
import { addDevice, setDevice } from '../store/commands/devices.ts'
import { describe as describeDiagram } from '../store/commands/diagram.ts'
import { duplicateItems } from '../store/commands/duplicate.ts'
import { addLink, linkToZone, setLink, turnLink } from '../store/commands/links.ts'
import { moveItems } from '../store/commands/move.ts'
import { addNote, setNote } from '../store/commands/notes.ts'
import { removeItems } from '../store/commands/remove.ts'
import { setProgram } from '../store/commands/set-program.ts'
import { addZone, resizeZone, setZone } from '../store/commands/zones.ts'
import { commit, getDiagram, onDocumentChange, openDiagram, prepareEdits, redo, undo } from '../store/document-store.ts'
import type { DiagramDraft } from '../store/draft.ts'
import { emptyDiagram } from '../store/empty-diagram.ts'
import { foldPatches } from '../store/fold-patches.ts'
import { configOf } from '../testing/arbitrary.ts'
import { toText } from './export.ts'
import { parseDocument, parseText } from './parse-document.ts'

beforeAll(prepareEdits)

type Command = (draft: DiagramDraft, random: Random) => void

const pick = <T>(items: readonly T[], random: Random): T | undefined => items[random.integer(Math.max(1, items.length))]
const place = (random: Random) => ({ x: random.integer(2000) - 500, y: random.next() * 1000 })
const size = (random: Random) => ({ width: 100 + random.integer(500), height: 100 + random.integer(500) })
const aDevice = (draft: DiagramDraft, random: Random): string => pick(Object.keys(draft.devices), random) ?? 'd99'
const aZone = (draft: DiagramDraft, random: Random): string => pick(Object.keys(draft.zones), random) ?? 'z99'
const aLink = (draft: DiagramDraft, random: Random): string => pick(Object.keys(draft.links), random) ?? 'l99'
const anything = (draft: DiagramDraft, random: Random): string =>
  pick([draft.devices, draft.links, draft.zones, draft.notes].flatMap(Object.keys), random) ?? 'd99'
const faults = [{ type: 'hung' }, { type: 'slow', ms: 300 }, { type: 'answers', status: 503 }, undefined] as const

const commands: readonly Command[] = [
  (draft, random) => {
    const kind = pick(kinds, random)?.id ?? ''
    const zone = random.next() < 0.5 ? { zone: aZone(draft, random) } : {}
    addDevice(draft, { kind, name: kind, position: place(random), ...zone })
  },
  (draft, random) => void addLink(draft, aDevice(draft, random), aDevice(draft, random)),
  (draft, random) => void linkToZone(draft, aDevice(draft, random), aZone(draft, random)),
  (draft, random) => {
    const members = [aDevice(draft, random), aDevice(draft, random)]
    addZone(draft, { name: 'Netz', position: place(random), size: size(random), members, cidr: '10.0.0.0/24' })
  },
  (draft, random) => void addNote(draft, { text: 'x', position: place(random), size: size(random) }),
  (draft, random) => {
    const zone = pick([{}, { zone: null }, { zone: aZone(draft, random) }], random)
    moveItems(draft, [
      { id: anything(draft, random), position: place(random), ...zone },
      { id: anything(draft, random), position: place(random) },
    ])
  },
  (draft, random) => resizeZone(draft, aZone(draft, random), place(random), size(random)),
  (draft, random) => removeItems(draft, [anything(draft, random), anything(draft, random)]),
  (draft, random) => void duplicateItems(draft, [anything(draft, random), anything(draft, random)], { x: 20, y: 20 }),
  (draft, random) => {
    const id = aDevice(draft, random)
    const fields = definitionOf(draft.devices[id]?.program.id ?? '')?.fields ?? {}
    const [config = {}] = fc.sample(configOf(fields), { seed: random.integer(2 ** 31), numRuns: 1 })
    const name = pick(Object.keys(fields), random)
    if (name !== undefined) setConfig(draft, id, name, config[name])
  },
  (draft, random) => {
    const device = draft.devices[aDevice(draft, random)]
    const name = pick(Object.keys(device?.config ?? {}), random)
    if (device && name !== undefined) setConfig(draft, device.id, `${name}[${random.integer(3)}]`, undefined)
  },
  (draft, random) => {
    const kind = kinds.find(({ id }) => id === draft.devices[aDevice(draft, random)]?.kind)
    setProgram(draft, aDevice(draft, random), pick(kind?.programs ?? [], random)?.program ?? 'nobody')
  },
  (draft, random) =>
    setDevice(draft, aDevice(draft, random), {
      power: random.next() < 0.5,
      service: random.next() < 0.5,
      fault: pick(faults, random),
      gateway: aDevice(draft, random),
      interfaces: [
        { network: pick([...Object.keys(draft.zones), ...Object.keys(draft.links)], random) ?? 'z1' },
      ].filter(({ network }) => network in draft.zones || network in draft.links),
    }),
  (draft, random) =>
    setLink(draft, aLink(draft, random), { cut: random.next() < 0.5, lossPercent: random.integer(101) }),
  (draft, random) => turnLink(draft, aLink(draft, random)),
  (draft, random) => setZone(draft, aZone(draft, random), { exposure: 'public', cidr: undefined }),
  (draft, random) => setNote(draft, `n${random.integer(5)}`, { text: String(random.next()), size: undefined }),
  (draft, random) => describeDiagram(draft, { title: `Titel ${random.integer(5)}` }),
]

const passesUnmended = (diagram: Diagram) =>
  expect(parseDocument(diagram)).toEqual({ ok: true, value: { diagram, repairs: [] } })

it.each(Array.from({ length: 12 }, (_, seed) => seed))(
  'whatever is edited (seed %i): every state passes the door, undo leads to the start, redo to the end',
  (seed) => {
    const random = new Random(seed)
    const start = emptyDiagram('fuzz')
    openDiagram(start)
    const journal: Parameters<typeof foldPatches>[1][number][] = []
    const stop = onDocumentChange((change) => {
      if (change.type === 'changed') journal.push(change.patches)
    })
    for (let step = 0; step < 150; step++) {
      const command = pick(step < 20 ? commands.slice(0, 4) : commands, random)
      const merge = random.next() < 0.2 ? 'same' : undefined
      commit({ code: 'command.fuzz', data: {} }, (draft) => command?.(draft, random), merge)
      if (random.next() < 0.1) undo()
      if (random.next() < 0.05) redo()
      if (step % 10 === 0) passesUnmended(getDiagram())
    }
    for (let step = 0; step < 200; step++) redo()
    const end = getDiagram()
    expect(Object.keys(end.devices).length).toBeGreaterThan(2)
    passesUnmended(end)
    expect(parseText(toText(end))).toEqual({ ok: true, value: { diagram: end, repairs: [] } })
    for (let step = 0; step < 200; step++) undo()
    expect(getDiagram()).toEqual(start)
    for (let step = 0; step < 200; step++) redo()
    expect(getDiagram()).toEqual(end)
    stop()
    expect(foldPatches(start, journal)).toEqual({ value: end, isComplete: true })
  },
)
