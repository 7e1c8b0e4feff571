import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadJourneyTexts } from '../i18n/load.ts'
import { LanguageProvider } from '../i18n/use-t.tsx'
import type { Diagram } from '../model/diagram.ts'
import type { Device } from '../model/topology.ts'
import { getDiagram, openDiagram, undo } from '../store/document-store.ts'
import { emptyDiagram } from '../store/empty-diagram.ts'
import { closeJourney, send } from '../store/journey.ts'
import { placeFromPalette } from '../store/palette-drag.ts'
import { stepForward } from '../store/playback.ts'
import { getSession, select, setPinned, setPlayback, setRequest } from '../store/session-store.ts'
import { placedDevice } from '../testing/placed-device.ts'
import DiagramCanvas from './diagram-canvas.tsx'
import { DeviceToolbar, LinkToolbar, PaletteGhost } from './late-parts.ts'

const catalogue = await loadJourneyTexts('en')
const device = (id: string, name: string, x: number, more: Partial<Device> = {}) =>
  placedDevice(id, { x, y: 0 }, { name, ...more })

const shop: Diagram = {
  ...emptyDiagram('shop', 'Shop'),
  devices: {
    d1: device('d1', 'Left', 0),
    d2: device('d2', 'Right', 400),
    d3: device('d3', 'Inside', 0, {
      position: { x: 40, y: 340 },
      zone: 'z1',
      interfaces: [{ network: 'z1', addresses: ['10.9.0.77'] }],
    }),
  },
  links: { l1: { id: 'l1', from: 'd1', to: 'd3' } },
  zones: {
    z1: {
      id: 'z1',
      name: 'Office',
      exposure: 'private',
      cidr: '10.9.0.0/24',
      position: { x: 0, y: 300 },
      size: { width: 400, height: 200 },
    },
  },
  notes: { n1: { id: 'n1', text: 'Remember the milk', position: { x: 500, y: 300 } } },
}

function show(diagram: Diagram = shop) {
  openDiagram(diagram)
  return render(
    <LanguageProvider language="en" catalogue={catalogue}>
      <DiagramCanvas onOpenTemplate={() => undefined} />
    </LanguageProvider>,
  )
}

const card = (name: string) => screen.getByRole('group', { name: `${name}, Web server` })
const links = () => Object.values(getDiagram().links).map(({ from, to }) => `${from} ${to}`)

/** Presses keys where the focus is: `Control+a`. */
function press(...strokes: string[]): void {
  for (const stroke of strokes) {
    const key = stroke.replace('Control+', '')
    const target = document.activeElement ?? document.body
    const init = { key, code: key, ctrlKey: key !== stroke }
    fireEvent.keyDown(target, init)
    fireEvent.keyUp(target, init)
  }
}

beforeAll(() => Promise.all([DeviceToolbar, LinkToolbar, PaletteGhost].map((part) => part.preload())))
beforeEach(() => select([]))

describe('the canvas', () => {
  it('shows devices with their addresses, zones with their networks, and notes', () => {
    show()
    expect(within(card('Inside')).getByText('10.9.0.77')).toBeInTheDocument()
    expect(screen.getByText('10.9.0.0/24')).toBeInTheDocument()
    expect(screen.getByText('· private')).toBeInTheDocument()
    expect(screen.getByText('Remember the milk')).toBeInTheDocument()
  })

  it('says in words what is off, stopped or faulty', () => {
    const broken = {
      ...shop,
      devices: {
        d1: device('d1', 'Left', 0, { power: false }),
        d2: device('d2', 'Right', 400, { service: false }),
        d3: device('d3', 'Inside', 900, { fault: { type: 'slow', ms: 1500 } }),
      },
    }
    show(broken)
    expect(within(card('Left')).getByText('device off')).toBeInTheDocument()
    expect(within(card('Right')).getByText('service stopped')).toBeInTheDocument()
    expect(within(card('Inside')).getByText(/^slow: \+ 1[.,]5\ss$/)).toBeInTheDocument()
  })

  it('invites when there is nothing on it', () => {
    show(emptyDiagram())
    expect(screen.getByRole('button', { name: 'Open a template' })).toBeInTheDocument()
  })

  it('puts what is chosen in the palette at a free spot, and selects it', () => {
    show()
    const before = Object.keys(getDiagram().devices)
    placeFromPalette({ type: 'device', kind: 'firewall' })
    placeFromPalette({ type: 'device', kind: 'firewall' })
    const added = Object.values(getDiagram().devices).filter(({ id }) => !before.includes(id))
    expect(added.map(({ name }) => name)).toEqual(['Firewall', 'Firewall 2'])
    expect(added[0]?.position).not.toEqual(added[1]?.position)
    expect(getSession().selection).toEqual([added[1]?.id])
  })

  it('holds the inspector at a device that is clicked while a journey plays', () => {
    show()
    setPlayback({ playing: false })
    fireEvent.click(card('Left'))
    expect(getSession().pinned).toBe('free')
    act(() => setPlayback({ playing: true }))
    fireEvent.click(card('Right'))
    expect(getSession().pinned).toBe('touched')
    act(() => setPlayback({ playing: false }))
    setPinned('free')
  })

  it('wires by two clicks, and one undo takes the cable back', () => {
    show()
    fireEvent.click(card('Left'))
    fireEvent.click(screen.getByRole('button', { name: 'Connect' }))
    expect(screen.getByText('Connect Left: choose the other device or a zone')).toBeInTheDocument()
    fireEvent.click(card('Right'))
    expect(links()).toEqual(['d1 d3', 'd1 d2'])
    expect(screen.queryByText(/choose the other device/)).not.toBeInTheDocument()
    undo()
    expect(links()).toEqual(['d1 d3'])
  })

  it('wires by keyboard: C, an arrow to the next device, Enter', () => {
    show()
    card('Left').focus()
    press('c', 'ArrowRight')
    expect(card('Right')).toHaveFocus()
    press('Enter')
    expect(links()).toEqual(['d1 d3', 'd1 d2'])
  })

  it('gives up wiring on Escape', () => {
    show()
    card('Left').focus()
    press('c', 'Escape')
    expect(getSession().connecting).toBeUndefined()
    expect(links()).toEqual(['d1 d3'])
  })

  it('a cable to a zone becomes cables to what answers in it', () => {
    show()
    fireEvent.click(card('Right'))
    fireEvent.click(screen.getByRole('button', { name: 'Connect' }))
    fireEvent.click(screen.getByRole('group', { name: 'Zone Office' }))
    expect(links()).toEqual(['d1 d3', 'd2 d3'])
  })

  it('switches service and power of the selected device', () => {
    show()
    fireEvent.click(card('Left'))
    fireEvent.click(screen.getByRole('switch', { name: 'Service' }))
    expect(getDiagram().devices['d1']?.service).toBe(false)
    fireEvent.click(screen.getByRole('switch', { name: 'Power' }))
    expect(getDiagram().devices['d1']?.power).toBe(false)
  })

  it('selects everything, deletes it, and one undo brings it back', async () => {
    show()
    card('Left').focus()
    press('Control+a')
    expect(getSession().selection).toHaveLength(6)
    press('Delete')
    await expect.poll(() => Object.keys(getDiagram().devices)).toEqual([])
    expect(getDiagram()).toMatchObject({ links: {}, zones: {}, notes: {} })
    undo()
    expect(getDiagram().devices).toEqual(shop.devices)
    expect(getDiagram().links).toEqual(shop.links)
  })

  it('moves the selected device by arrow keys; many strokes are one undo', () => {
    show()
    fireEvent.click(card('Right'))
    card('Right').focus()
    press('ArrowRight', 'ArrowRight', 'ArrowDown')
    expect(getDiagram().devices['d2']?.position).toEqual({ x: 416, y: 8 })
    undo()
    expect(getDiagram().devices['d2']?.position).toEqual({ x: 400, y: 0 })
  })

  it('leaves the keys to a field that is typed in', () => {
    show()
    fireEvent.click(card('Left'))
    const field = document.createElement('input')
    document.body.append(field)
    field.focus()
    press('c', 'Control+a', 'Delete')
    field.remove()
    expect(getDiagram().devices).toEqual(shop.devices)
    expect(getSession().connecting).toBeUndefined()
  })
})

/** Sends to the server and goes to the stop with this number, from 1. */
function sendTo(path: string, stop: number): void {
  act(() => {
    setRequest({ url: `http://203.0.113.80${path}` })
    send({ autoplay: false })
    for (let count = 0; count < stop; count++) stepForward()
  })
}

describe('a journey on the canvas', () => {
  const local: Diagram = {
    ...emptyDiagram('local', 'Local'),
    devices: {
      d1: device('d1', 'Laptop', 0, {
        kind: 'client',
        program: { id: 'chromium', profile: '156', configVersion: 0 },
        interfaces: [{ network: 'l1', addresses: ['203.0.113.5'] }],
      }),
      d2: device('d2', 'Server', 500, { interfaces: [{ network: 'l1', addresses: ['203.0.113.80'] }] }),
    },
    links: { l1: { id: 'l1', from: 'd1', to: 'd2' } },
  }

  it('numbers the stations at their devices, and a click on a number goes there', () => {
    show(local)
    sendTo('/', 1)
    const numbers = within(screen.getByRole('group', { name: /^Laptop/ })).getAllByRole('button', { name: /^Station/ })
    expect(numbers.map((button) => [button.textContent, button.dataset['state']])).toEqual([
      ['1', 'now'],
      ['3', 'to-come'],
    ])
    fireEvent.click(numbers[1]!)
    expect(getSession().trace?.hops[getSession().playback.hop ?? -1]?.leg).toBe('response')
  })

  it('shows the packet by its message, and marks the cable that it came over', () => {
    const { container } = show(local)
    sendTo('/prices', 2)
    expect(screen.getByText('GET /prices')).toBeInTheDocument()
    expect(container.querySelector('[data-travelled]')).toHaveAttribute('data-travelled', 'there')
    act(stepForward)
    expect(container.querySelector('[data-travelled]')).toHaveAttribute('data-travelled', 'back')
  })

  it('says below the device what it does, sign first', () => {
    const { container } = show(local)
    sendTo('/', 2)
    expect(container.querySelector('output.verdict')?.textContent).toMatch(/^[✓✗→] \S+/)
  })

  it('leaves no trace behind when it is closed', () => {
    const { container } = show(local)
    sendTo('/', 2)
    act(closeJourney)
    expect(container.querySelector('output.verdict, .packet, [data-travelled]')).toBeNull()
    expect(screen.queryByRole('button', { name: /^Station/ })).not.toBeInTheDocument()
  })
})
