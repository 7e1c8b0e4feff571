import { useEffect, type RefObject } from 'react'

/** Devices before the zones and notes around them, and all of these before the cables between them. */
const order = ['.react-flow__node-device', '.react-flow__node-zone', '.react-flow__node-note', '.react-flow__edge']
const focusable = 'button, input, textarea, [tabindex]'
const inDiagram = '.react-flow__nodes, .react-flow__edges'

/** Everything in the diagram that Tab stops at, in the order in which a person wants it. */
function stopsIn(root: Element): readonly HTMLElement[] {
  return order
    .flatMap((selector) => [...root.querySelectorAll<HTMLElement>(selector)])
    .flatMap((item) => [item, ...item.querySelectorAll<HTMLElement>(focusable)])
    .filter((one) => one.tabIndex >= 0)
}

/** Focuses the first of these that takes the focus: what is hidden at this zoom does not. */
function focusFirst(candidates: readonly HTMLElement[]): boolean {
  return candidates.some((one) => {
    one.focus()
    return document.activeElement === one
  })
}

/**
 * Tab goes through the devices first. React Flow draws cables before devices, so that cards lie over them, and the
 * browser would stop at every cable before the first device.
 */
export default function TabOrder({ root }: { readonly root: RefObject<HTMLElement | null> }): null {
  useEffect(() => {
    const { current } = root
    if (!current) return undefined
    const stop = new AbortController()
    /** The way that Tab is going: 1 on, −1 back, 0 where the focus comes from a click or a script. */
    let way = 0
    document.addEventListener('pointerdown', () => (way = 0), { capture: true, signal: stop.signal })
    document.addEventListener('keydown', (event) => (way = wayOf(event)), { capture: true, signal: stop.signal })
    current.addEventListener('keydown', (event) => step(current, event), { signal: stop.signal })
    current.addEventListener('focusin', (event) => enter(current, event, way), { signal: stop.signal })
    return () => stop.abort()
  }, [root])
  return null
}

function wayOf({ key, shiftKey }: KeyboardEvent): 1 | -1 | 0 {
  return key === 'Tab' ? (shiftKey ? -1 : 1) : 0
}

const isInDiagram = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement || target instanceof SVGElement ? target.closest(inDiagram) !== null : false

/** From one stop to the next; at either end Tab goes on as the browser would from the edge of the diagram. */
function step(root: Element, event: KeyboardEvent): void {
  const way = wayOf(event)
  if (way === 0 || event.defaultPrevented || !isInDiagram(event.target)) return
  const stops = stopsIn(root)
  const at = stops.indexOf(event.target)
  if (at < 0) return
  const ahead = way === 1 ? stops.slice(at + 1) : stops.slice(0, at).toReversed()
  if (focusFirst(ahead)) event.preventDefault()
  else leave(root, way)
}

/** The focus only passes on its way out: nobody came in. */
let isLeaving = false

/** The browser goes on from where the focus is: from the last of the diagram in its own order, or the first. */
function leave(root: Element, way: 1 | -1): void {
  const drawn = stopsIn(root).toSorted((a, b) => (follows(a, b) ? -1 : 1))
  isLeaving = true
  focusFirst(way === 1 ? drawn.toReversed() : drawn)
  isLeaving = false
}

const follows = (a: Node, b: Node): boolean => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0

/** Whoever comes into the diagram by Tab begins at its first stop, and by Shift+Tab at its last. */
function enter(root: Element, { target, relatedTarget }: FocusEvent, way: number): void {
  if (way === 0 || isLeaving || !isInDiagram(target) || isInDiagram(relatedTarget)) return
  const stops = stopsIn(root)
  focusFirst(way === 1 ? stops : stops.toReversed())
}
