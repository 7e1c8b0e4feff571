import { useReactFlow } from '@xyflow/react'
import { useEffect, type RefObject } from 'react'
import { useT } from '../i18n/use-t.tsx'
import type { Device, DeviceId } from '../model/topology.ts'
import { cardRect, center } from '../picture/geometry.ts'
import { getDiagram } from '../store/document-store.ts'
import { getSession, setConnecting } from '../store/session-store.ts'
import { cancelConnecting, connect, selectAll } from './actions.ts'
import { fitOptions, zoomTime } from './view.ts'

type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

const steps: Readonly<Record<Arrow, readonly [x: number, y: number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

const isArrow = (key: string): key is Arrow => key in steps

/** The nearest device in a direction: what lies straight ahead is nearer than what lies aside. */
export function neighbourOf(devices: readonly Device[], from: Device, key: Arrow): Device | undefined {
  const [dx, dy] = steps[key]
  const start = center(cardRect(from))
  const ahead = devices.flatMap((device) => {
    const { x, y } = center(cardRect(device))
    const forward = (x - start.x) * dx + (y - start.y) * dy
    const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx)
    return device.id !== from.id && forward > 0 ? [{ device, distance: forward + 2 * aside }] : []
  })
  return ahead.toSorted((a, b) => a.distance - b.distance)[0]?.device
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable], dialog, [role=dialog], [role=menu]') !== null

/** The device whose card has the focus. */
function focusedDevice(target: EventTarget | null): Device | undefined {
  const id = target instanceof Element ? target.closest('.react-flow__node')?.getAttribute('data-id') : undefined
  return id === null || id === undefined ? undefined : getDiagram().devices[id]
}

/** The canvas by keys: wiring, everything selected, the view. React Flow itself moves, selects and deletes. */
export function useKeys(root: RefObject<HTMLElement | null>): void {
  const t = useT()
  const { fitView, zoomIn, zoomOut, zoomTo } = useReactFlow()
  useEffect(() => {
    const focus = (id: DeviceId) =>
      root.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus()

    /** Wiring from card to card; true where the key was ours. */
    const wire = (event: KeyboardEvent): boolean => {
      const device = focusedDevice(event.target)
      const { connecting } = getSession()
      if (event.key === 'Escape') return cancelConnecting()
      if (!device || event.ctrlKey || event.metaKey || event.altKey) return false
      if (event.key.toLowerCase() === 'c') {
        setConnecting(device.id)
        return true
      }
      if (connecting === undefined) return false
      if (event.key === 'Enter' || event.key === ' ') {
        if (device.id !== connecting) connect(connecting, { device: device.id }, t)
        return true
      }
      if (!isArrow(event.key)) return false
      const next = neighbourOf(Object.values(getDiagram().devices), device, event.key)
      if (next) focus(next.id)
      return true
    }

    const look = (event: KeyboardEvent): boolean => {
      const duration = zoomTime()
      if (event.ctrlKey || event.metaKey || event.altKey) return false
      if (event.shiftKey && event.code === 'Digit1') void fitView({ ...fitOptions, duration })
      else if (event.shiftKey && event.code === 'Digit0') void zoomTo(1, { duration })
      else if (event.key === '+') void zoomIn({ duration })
      else if (event.key === '-') void zoomOut({ duration })
      else return false
      return true
    }

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return
      const isHere =
        event.target === document.body ||
        (event.target instanceof Node && root.current?.contains(event.target) === true)
      const isAll = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'a'
      if (isAll && isHere) selectAll()
      else if (!(wire(event) || (isHere && look(event)))) return
      event.preventDefault()
      // React Flow would select with the same Enter, and move with the same arrow.
      event.stopPropagation()
    }
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [root, t, fitView, zoomIn, zoomOut, zoomTo])
}
