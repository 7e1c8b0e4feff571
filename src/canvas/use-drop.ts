import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react'
import { useEffect } from 'react'
import { useCatalogue, useT, type T } from '../i18n/use-t.tsx'
import type { Catalogue } from '../model/speaker.ts'
import type { Point, Size, Topology } from '../model/topology.ts'
import {
  card,
  cardRect,
  center,
  contains,
  freeSpot,
  newZone,
  noteRect,
  sizeOfNote,
  snap,
  zoneAt,
  zoneRect,
  type Rect,
  type Surroundings,
} from '../picture/geometry.ts'
import { addDevice } from '../store/commands/devices.ts'
import { addNote } from '../store/commands/notes.ts'
import { addZone } from '../store/commands/zones.ts'
import { afterEdits, commit, getDiagram } from '../store/document-store.ts'
import { labels } from '../store/labels.ts'
import { provideDropTarget, usePaletteDrag, type PaletteDrag, type PaletteItem } from '../store/palette-drag.ts'
import { select } from '../store/session-store.ts'
import { setOver } from './canvas-store.ts'
import { coveredOf } from './covered.ts'
import { zoomTime } from './view.ts'

/** How large a thing from the palette will be. */
export const sizeOfItem = (item: PaletteItem): Size =>
  item.type === 'device'
    ? card
    : item.type === 'zone'
      ? newZone
      : sizeOfNote({ id: '', text: '', position: { x: 0, y: 0 } })

/** Puts a new thing with its upper left corner at a point and selects it. */
function add(item: PaletteItem, position: Point, t: T, catalogue: Catalogue): void {
  const diagram = getDiagram()
  let id: string | undefined
  if (item.type === 'device') {
    const name = catalogue[`${item.kind}.name`] ?? item.kind
    const zone = zoneAt(diagram.zones, center(cardRect({ position })))?.id
    commit(labels.addDevice(name), (draft) => {
      id = addDevice(draft, { kind: item.kind, name, position, ...(zone === undefined ? {} : { zone }) })
    })
  } else if (item.type === 'zone') {
    const name = t('canvas.new.zone')
    commit(labels.addZone(name), (draft) => {
      id = addZone(draft, { name, position, size: newZone, members: devicesIn(diagram, { ...position, ...newZone }) })
    })
  } else {
    commit(labels.addNote(), (draft) => {
      id = addNote(draft, { text: t('canvas.new.note'), position })
    })
  }
  afterEdits(() => {
    if (id !== undefined) select([id])
  })
}

/** Devices without a zone whose middle lies in a rectangle. */
function devicesIn({ devices }: Topology, { x, y, width, height }: Point & Size): string[] {
  return Object.values(devices)
    .filter((device) => {
      const middle = center(cardRect(device))
      return device.zone === undefined && middle.x > x && middle.x < x + width && middle.y > y && middle.y < y + height
    })
    .map(({ id }) => id)
}

/** What a new thing must not cover: a zone also no other one. */
function surroundingsOf(item: PaletteItem, { devices, zones, notes }: Topology): Surroundings {
  const things = [...Object.values(devices).map(cardRect), ...Object.values(notes).map(noteRect)]
  const boxes = Object.values(zones).map(zoneRect)
  return item.type === 'zone' ? { taken: [...things, ...boxes] } : { taken: things, zones: boxes }
}

/** Makes the canvas the place where things from the palette go. */
export function useDropTarget(): void {
  const t = useT()
  const catalogue = useCatalogue()
  const { screenToFlowPosition, getViewport, setCenter } = useReactFlow()
  const flow = useStoreApi()
  useEffect(
    () =>
      provideDropTarget({
        drop: (drag) => {
          setOver(undefined)
          if (!isInside(flow.getState().domNode, drag)) return
          const { width, height } = sizeOfItem(drag.item)
          const middle = screenToFlowPosition({ x: drag.x, y: drag.y }, { snapToGrid: false })
          add(drag.item, snap({ x: middle.x - width / 2, y: middle.y - height / 2 }), t, catalogue)
        },
        // What was placed before and still waits to be made would not be seen to lie there.
        place: (item) => {
          afterEdits(() => {
            // As it is now: React Flow learns of another size a moment later.
            const { domNode } = flow.getState()
            const covered = coveredOf(domNode)
            const width = (domNode?.clientWidth ?? 0) - covered
            const { zoom, ...view } = getViewport()
            const sight = sightOf({ width, height: domNode?.clientHeight ?? 0 }, { ...view, zoom })
            const around = surroundingsOf(item, getDiagram())
            const bars = barsOn(domNode).map((box) => toDiagram(box, screenToFlowPosition))
            const taken = [...around.taken, ...bars]
            const spot = freeSpot(center(sight), sizeOfItem(item), { ...around, taken, sight })
            add(item, spot, t, catalogue)
            // Where nothing was free in sight, the sight goes along.
            const { x, y } = center({ ...spot, ...sizeOfItem(item) })
            if (!contains(sight, { x, y })) void setCenter(x + covered / 2 / zoom, y, { zoom, duration: zoomTime() })
          })
        },
      }),
    [t, catalogue, screenToFlowPosition, getViewport, setCenter, flow],
  )
  useZoneBelow(usePaletteDrag())
}

/** Shows which zone would take in what comes from the palette. */
function useZoneBelow(drag: PaletteDrag | undefined): void {
  const { screenToFlowPosition } = useReactFlow()
  const flow = useStoreApi()
  useEffect(() => {
    if (drag?.item.type !== 'device') return undefined
    const isHere = isInside(flow.getState().domNode, drag)
    const point = screenToFlowPosition({ x: drag.x, y: drag.y }, { snapToGrid: false })
    setOver(isHere ? zoneAt(getDiagram().zones, point)?.id : undefined)
    return () => setOver(undefined)
  }, [drag, flow, screenToFlowPosition])
}

/** What lies over the canvas at its edge and hides what is under it: the bar for the zoom, the overview map. */
const barsOn = (canvas: Element | null | undefined): readonly DOMRect[] =>
  Array.from(canvas?.parentElement?.querySelectorAll('.zoom-bar, .react-flow__minimap') ?? [], (bar) =>
    bar.getBoundingClientRect(),
  )

type ToDiagram = (point: Point, options: { readonly snapToGrid: boolean }) => Point

/** A box of the window in the diagram's units. */
function toDiagram({ left, top, right, bottom }: DOMRect, screenToFlowPosition: ToDiagram): Rect {
  const { x, y } = screenToFlowPosition({ x: left, y: top }, { snapToGrid: false })
  const end = screenToFlowPosition({ x: right, y: bottom }, { snapToGrid: false })
  return { x, y, width: end.x - x, height: end.y - y }
}

/** Room for what can be done with a device above it, and for notices, in px. */
const head = 76
const edge = 16

/** What is visible of the diagram, in its units, without the margins. */
function sightOf({ width, height }: Size, { x, y, zoom }: Viewport): Rect {
  return {
    x: (edge - x) / zoom,
    y: (head - y) / zoom,
    width: (width - 2 * edge) / zoom,
    height: (height - head - edge) / zoom,
  }
}

function isInside(element: Element | null, { x, y }: Point): boolean {
  const box = element?.getBoundingClientRect()
  return box !== undefined && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
}
