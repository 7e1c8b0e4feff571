import { act, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import brokenFirewall from '../../examples/broken-firewall.ts'
import cors from '../../examples/cors.ts'
import { localise } from '../../examples/localised.ts'
import type { Diagram } from '../../model/diagram.ts'
import { setDevice } from '../../store/commands/devices.ts'
import { commit, openDiagram, prepareEdits } from '../../store/document-store.ts'
import { send } from '../../store/journey.ts'
import { labels } from '../../store/labels.ts'
import { last } from '../../store/playback.ts'
import { getSession, loadRequest, setPlayback, setRequest, startFresh } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import { JourneyPanel } from './journey-panel.tsx'

beforeEach(async () => {
  await prepareEdits()
  startFresh()
  setPlayback({ detail: 'stations' })
})

/** Opens a template with its first request in the bar. */
function open(template: typeof cors): void {
  const diagram = localise<Diagram>(template, 'en')
  openDiagram(diagram)
  loadRequest(diagram.scenarios['s1']?.request)
}

async function sendAndShow(): Promise<void> {
  act(() => send({ autoplay: false }))
  await show(<JourneyPanel sendsAtOnce={false} />)
}

const rows = () => within(screen.getByRole('table')).getAllByRole('row').slice(1)
const textOf = (element: Element | undefined) => element?.textContent ?? ''
const strip = () =>
  within(screen.getByRole('navigation', { name: 'Stations' }))
    .getAllByRole('button')
    .map((button) => button.getAttribute('aria-label') ?? '')
const stop = (...ids: readonly string[]) =>
  commit(labels.service('Web server'), (draft) => {
    for (const id of ids) setDevice(draft, id, { service: false })
  })

describe('a preflight request that is not allowed', () => {
  beforeEach(() => {
    open(cors)
    setRequest({ method: 'PUT', pageOrigin: 'https://fremd.beispiel.org', body: '{}' })
  })

  it('ends with the browser that refuses', async () => {
    await sendAndShow()
    const end = textOf(rows().at(-1))
    expect(end).toContain('Browser')
    expect(end).toContain('the request itself is not sent')
    expect(end).toContain('HTTPApplication')
    expect(end).toContain('failed')
    expect(strip()).toContain('Station 10: back at Browser, failed')
  })

  it('has the API answer it, not only accept the connection', async () => {
    await sendAndShow()
    expect(rows().map(textOf).join('\n')).toContain('Answers the browser’s preflight request itself')
  })

  it('says that the request was never sent, not that an answer came', async () => {
    await sendAndShow()
    act(last)
    const seen = screen.getByRole('region', { name: 'What the person sees' })
    expect(seen).toHaveTextContent('the browser never sent it')
    expect(seen).toHaveTextContent('The server only answered the preflight request (with 200)')
    expect(seen).not.toHaveTextContent('The answer came')
  })

  it('is about HTTP in the row that tells why it is asked, though a question for the name goes out first', async () => {
    await sendAndShow()
    expect(textOf(rows()[0])).toContain('HTTP')
    expect(textOf(rows()[0])).toContain('preflight request')
  })
})

it('a call of fetch() that is none throws at once, and the network has no name for it', async () => {
  open(cors)
  setRequest({ method: 'GET', body: '{}' })
  await sendAndShow()
  act(last)
  const seen = screen.getByRole('region', { name: 'What the person sees' })
  expect(seen).toHaveTextContent(
    "TypeError: Failed to execute 'fetch' on 'Window': Request with GET/HEAD method cannot",
  )
  expect(seen).not.toHaveTextContent('net::')
})

it('an answer that the page may not see did come', async () => {
  open(cors)
  setRequest({ pageOrigin: 'https://fremd.beispiel.org' })
  await sendAndShow()
  act(last)
  expect(screen.getByRole('region', { name: 'What the person sees' })).toHaveTextContent('The answer came')
})

describe('a web server that is stopped', () => {
  it('stands as tried in vain, with its reason and what the proxy made of it', async () => {
    openCourse()
    stop('d7')
    await sendAndShow()
    expect(strip()).toContain('Station 7: nginx, tried in vain')
    expect(strip()).toContain('Station 8: Apache')
    const tried = textOf(rows()[6])
    expect(tried).toMatch(/^7/)
    expect(tried).toContain('The service on port 80 is stopped')
    expect(tried).toContain('counts as failed')
  })

  it('leaves the proxy to answer with 502 where the other one is stopped too, and its row says so', async () => {
    openCourse()
    stop('d7', 'd8')
    await sendAndShow()
    const back = rows().find((row) => textOf(row).startsWith('9'))
    expect(textOf(back)).toContain('Reverse Proxy')
    expect(textOf(back)).toContain('502')
  })
})

it('the list bears the numbers of the strip, with the stations that were skipped', async () => {
  open(cors)
  act(() => send({ autoplay: false }))
  const { trace } = getSession()
  const [, dns] = trace!.stations
  const withoutDns = trace!.stations.map((one) => (one === dns ? { ...one, hops: [], skipped: true } : one))
  const { patchSession } = await import('../../store/session-store.ts')
  patchSession({ trace: { ...trace!, stations: withoutDns } })
  await show(<JourneyPanel sendsAtOnce={false} />)
  expect(rows().map((row) => row.querySelector('td')?.textContent)).toEqual(
    strip().map((_, index) => String(index + 1)),
  )
  expect(textOf(rows()[1])).toContain('skipped, Browser still had the answer')
  expect(within(rows()[1]!).queryByRole('button')).toBeNull()
})

it('says at every device which packets were sent again', async () => {
  open(brokenFirewall)
  setPlayback({ detail: 'events' })
  await sendAndShow()
  const again = rows()
    .map(textOf)
    .filter((text) => text.includes('SYN again'))
  expect(again).toHaveLength(3)
  // A number and its unit stand on one line.
  for (const text of again) expect(text).toMatch(/SYN again, 1\.0\u00A0s later/)
  expect(again[0]).toContain('No answer')
  expect(again[2]).toContain('Firewall')
})
