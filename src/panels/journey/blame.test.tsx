import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import brokenFirewall from '../../examples/broken-firewall.ts'
import { localise } from '../../examples/localised.ts'
import type { Diagram } from '../../model/diagram.ts'
import { setConfig } from '../../store/commands/config.ts'
import { setDevice } from '../../store/commands/devices.ts'
import { setLink } from '../../store/commands/links.ts'
import { commit, openDiagram, prepareEdits } from '../../store/document-store.ts'
import { send } from '../../store/journey.ts'
import { labels } from '../../store/labels.ts'
import { last } from '../../store/playback.ts'
import { getSession, loadRequest, setPlayback, setRequest, startFresh } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import { ResultBadge } from '../request/result-badge.tsx'
import { JourneyPanel } from './journey-panel.tsx'

beforeEach(async () => {
  await prepareEdits()
  openCourse()
  startFresh()
  setPlayback({ detail: 'stations' })
})

async function sendAndShow(): Promise<void> {
  act(() => send({ autoplay: false }))
  await show(
    <>
      <ResultBadge />
      <JourneyPanel sendsAtOnce={false} />
    </>,
  )
}

const stop = (id: string) => act(() => commit(labels.service('x'), (draft) => setDevice(draft, id, { service: false })))

const rows = () => within(screen.getByRole('table')).getAllByRole('row').slice(1)
const cells = (row: number) => [...(rows()[row - 1]?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent)
const badRows = () => rows().flatMap((row, index) => (row.textContent.includes('✗') ? [index + 1] : []))
const strip = () => within(screen.getByRole('navigation', { name: 'Stations' })).getAllByRole('button')
const badStations = () =>
  strip()
    .filter((button) => button.textContent.includes('✗'))
    .map((button) => Number.parseInt(button.textContent, 10))
    .toSorted((a, b) => a - b)

describe('a certificate that is not accepted', () => {
  it.each([
    ['certificateState', 'expired'],
    ['certificateNames', 'www.anderswo.de'],
    ['certificateIssuer', 'missing-intermediate'],
  ])('is put down to the server that shows it: %s', async (setting, value) => {
    act(() => commit(labels.power('x'), (draft) => setConfig(draft, 'd6', setting, value)))
    await sendAndShow()
    expect(getSession().trace?.verdict.seen).toMatchObject({ type: 'bad-certificate' })
    expect(screen.getByRole('button', { name: /^Failed:.*Reverse Proxy/ })).not.toHaveTextContent('Client')
    act(last)
    const seen = screen.getByRole('region', { name: 'What the person sees' })
    expect(seen).toHaveTextContent('Because of Reverse Proxy')
    expect(badRows()).toEqual([6, 10])
    expect(cells(10).slice(3, 5)).toEqual(['TLS', 'Application'])
    expect(badStations()).toEqual([6, 10])
    await userEvent.click(within(seen).getByRole('button', { name: 'Show this moment' }))
    const { playback, trace } = getSession()
    expect(trace?.hops[playback.hop ?? -1]?.device).toBe('d6')
    expect(screen.getByRole('region', { name: /Reverse Proxy/ })).toHaveTextContent('✗')
  })
})

describe('strip and list', () => {
  const cases: readonly (readonly [string, () => void, readonly number[]])[] = [
    ['a firewall that drops', openBroken, [4, 5]],
    ['a refused connection', () => stop('d5'), [5, 8]],
    ['a name server that is stopped', () => stop('d2'), [2, 3]],
    ['a web server where a router should be', putWebServerForRouter, [3, 4]],
    ['a page that is not there', () => setRequest({ url: 'https://www.meinapi-dienst.de/nichts' }), [8]],
  ]
  it.each(cases)('cross out the same stations: %s', async (_, prepare, bad) => {
    prepare()
    await sendAndShow()
    expect(badStations()).toEqual(bad)
    expect(badRows()).toEqual(bad)
  })

  it('cross out nothing where all went well', async () => {
    await sendAndShow()
    expect(strip()).toHaveLength(16)
    expect([badStations(), badRows()]).toEqual([[], []])
  })
})

it('nothing comes back to who only gives up waiting', async () => {
  openBroken()
  await sendAndShow()
  const end = screen.getByRole('button', { name: 'Station 5: Client (browser), gives up waiting, failed' })
  expect(end).toHaveTextContent(/^5✗ gives up waiting$/)
  expect(strip().some((button) => button.textContent.includes('←'))).toBe(false)
})

it('a refusal does come back', async () => {
  stop('d5')
  await sendAndShow()
  expect(screen.getByRole('button', { name: 'Station 8: back at Client (browser), failed' })).toBeVisible()
})

describe('what a client finds without a packet is about its application', () => {
  it('a scheme that is unknown', async () => {
    setRequest({ url: 'ftp://www.meinapi-dienst.de/' })
    await sendAndShow()
    expect(cells(1)[4]).toBe('Application')
  })

  it('a client that is off', async () => {
    act(() => commit(labels.power('x'), (draft) => setDevice(draft, 'd1', { power: false })))
    await sendAndShow()
    expect(cells(1)[4]).toBe('Application')
  })

  it('a name that it still knows', async () => {
    act(() => send({ autoplay: false }))
    await sendAndShow()
    expect(cells(1)[4]).toBe('Application')
    expect(cells(1)[5]).toContain('Still knows')
  })

  it('but that nobody accepted its connection is about the transport', async () => {
    openBroken()
    await sendAndShow()
    expect(cells(5)[4]).toBe('Transport')
  })
})

it('a name server that is stopped: begins with the first question, and nobody listens', async () => {
  stop('d2')
  await sendAndShow()
  expect(cells(1).slice(1, 6)).toEqual(['0.0', 'Client (browser) → DNS', 'DNS', 'Application', expect.any(String)])
  expect(cells(1)[5]).toContain('Asks the DNS server DNS')
  expect(cells(3).slice(3, 6)).toEqual(['DNS', 'Application', 'Nobody listens there'])
})

const switchOff = (id: string) =>
  act(() => commit(labels.power('x'), (draft) => setDevice(draft, id, { power: false })))
const cut = (id: string) => act(() => commit(labels.power('x'), (draft) => setLink(draft, id, { cut: true })))
/** What the rows with a cross say, by their numbers. */
const crossed = () => badRows().map((row) => [row, cells(row)[5]?.split(' · ')[0]])

const off = (name: string) => `${name} is switched off: no answer to ARP`

describe('a device that is switched off', () => {
  const ofItsOwn: unknown = expect.stringMatching(/^(?!.*ARP)/)
  it.each([
    [
      'd2',
      'DNS',
      [
        [1, off('DNS')],
        [2, ofItsOwn],
      ],
    ],
    ['d3', 'Internet', [[3, off('Internet')]]],
    [
      'd4',
      'Firewall',
      [
        [3, off('Firewall')],
        [4, expect.any(String)],
      ],
    ],
    [
      'd5',
      'Load Balancer',
      [
        [4, off('Load Balancer')],
        [5, expect.any(String)],
      ],
    ],
    ['d9', 'Web application', [[7, off('Web application')]]],
  ] as const)('is named as the reason, and the row with the cross says so: %s', async (id, name, rowsSaid) => {
    switchOff(id)
    await sendAndShow()
    expect(screen.getByRole('button', { name: /^Failed/ })).toHaveTextContent(name)
    expect(crossed()).toEqual(rowsSaid)
    expect(badStations()).toEqual(badRows())
    act(last)
    expect(screen.getByRole('region', { name: 'What the person sees' })).toHaveTextContent(`Because of ${name}`)
  })
})

describe('a cable that is cut', () => {
  const line: unknown = expect.stringMatching(/^The line towards \S+ is cut/)
  it.each([
    [
      'l1',
      [
        [1, line],
        [2, expect.any(String)],
      ],
    ],
    ['l2', [[3, line]]],
    [
      'l3',
      [
        [3, line],
        [4, expect.any(String)],
      ],
    ],
    ['l8', [[7, 'No intact cable leads to Web application within this network']]],
  ] as const)('is what the row with the cross says: %s', async (id, rowsSaid) => {
    cut(id)
    await sendAndShow()
    expect(crossed()).toEqual(rowsSaid)
    expect(badStations()).toEqual(badRows())
  })
})

function openBroken(): void {
  const diagram = localise<Diagram>(brokenFirewall, 'en')
  openDiagram(diagram)
  loadRequest(diagram.scenarios['s1']?.request)
}

function putWebServerForRouter(): void {
  const { devices, ...rest } = openCourse()
  const [internet, nginx] = [devices['d3'], devices['d7']]
  if (!internet || !nginx) throw new Error('The course has no Internet or no nginx')
  const server = { ...internet, kind: nginx.kind, program: nginx.program, config: {} }
  openDiagram({ ...rest, devices: { ...devices, d3: server } })
}
