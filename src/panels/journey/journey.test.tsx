import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { setDevice } from '../../store/commands/devices.ts'
import { commit } from '../../store/document-store.ts'
import { send } from '../../store/journey.ts'
import { labels } from '../../store/labels.ts'
import { last, seek } from '../../store/playback.ts'
import { getSession, setPlayback, setRequest } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import { ResultBadge } from '../request/result-badge.tsx'
import { JourneyPanel } from './journey-panel.tsx'
import { TransportBar } from './transport-bar.tsx'

beforeEach(() => {
  openCourse()
  setPlayback({ detail: 'stations' })
})

function Journey() {
  const { trace } = getSession()
  return (
    <>
      <ResultBadge />
      {trace ? <TransportBar trace={trace} /> : null}
      <JourneyPanel sendsAtOnce={false} />
    </>
  )
}

const sendNow = () => act(() => send({ autoplay: false }))
const stations = () => within(screen.getByRole('navigation', { name: 'Stations' })).getAllByRole('button')
const hopAt = (device: string, leg: 'request' | 'response') => {
  const { trace } = getSession()
  const found = trace?.hops.findIndex((hop) => hop.device === device && hop.leg === leg && hop.purpose === 'message')
  return found ?? -1
}

describe('the journey of the course', () => {
  it('has the 16 stations of the course, there and back', async () => {
    sendNow()
    await show(<Journey />)
    const names = stations().map((button) => button.getAttribute('aria-label'))
    expect(names).toHaveLength(16)
    expect(names).toContain('Station 9: Database')
    expect(names).toContain('Station 16: back at Client (browser)')
    expect(screen.getByRole('button', { name: /Answered: 200 OK/ })).toBeVisible()
  })

  it('steps, counts and scrubs', async () => {
    sendNow()
    await show(<Journey />)
    expect(screen.getByText('16 stations')).toBeVisible()
    const forward = screen.getByRole('button', { name: 'Step forward' })
    await userEvent.click(forward)
    await userEvent.click(forward)
    expect(screen.getByText('Station 2 of 16')).toBeVisible()
    const slider = screen.getByRole('slider', { name: 'Position in the journey' })
    expect(slider).toHaveAttribute('aria-valuetext', 'Station 2 of 16: DNS')
    await userEvent.click(screen.getByRole('button', { name: 'Station 9: Database' }))
    expect(slider).toHaveValue('8')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Detail' }), 'All events')
    expect(screen.getByText(/^Event \d+ of \d+, station 9$/)).toBeVisible()
  })

  it('shows a row’s moment by click, and marks the row', async () => {
    sendNow()
    await show(<Journey />)
    await userEvent.click(screen.getByRole('button', { name: /has the A record 203\.0\.113\.10/ }))
    expect(screen.getByText('Station 2 of 16')).toBeVisible()
    const row = screen.getByRole('row', { current: 'step' })
    expect(row).toHaveTextContent(/DNS/)
  })

  it('does not let the load balancer read what is encrypted, and the reverse proxy does', async () => {
    sendNow()
    await show(<Journey />)
    act(() => seek(hopAt('d5', 'request')))
    expect(screen.getAllByText('Encrypted: this device passes it on and cannot read it.')).toHaveLength(2)
    act(() => seek(hopAt('d6', 'request')))
    expect(screen.queryByText(/Encrypted/)).toBeNull()
    expect(screen.getAllByText(/^GET \/api\/produkte/).length).toBeGreaterThan(0)
  })

  it('marks what a device changed in the packet', async () => {
    sendNow()
    await show(<Journey />)
    act(() => seek(hopAt('d3', 'request')))
    const changed = screen.getAllByTitle('Changed here').map((mark) => mark.textContent)
    expect(changed).toContain('TTL 63')
  })

  it('ends in the page that the browser shows', async () => {
    sendNow()
    await show(<Journey />)
    act(last)
    const seen = screen.getByRole('region', { name: 'What the person sees' })
    expect(seen).toHaveTextContent(/Because of Web application/)
    await userEvent.click(within(seen).getByRole('button', { name: 'Show this moment' }))
    expect(getSession().playback.playing).toBe(false)
    expect(getSession().trace?.hops[getSession().playback.hop ?? -1]?.device).toBe('d9')
  })
})

describe('a journey that fails', () => {
  it('ends in the browser’s error, in plain words with its code', async () => {
    setRequest({ url: 'https://www.meinapidienst.de/' })
    sendNow()
    await show(<Journey />)
    act(last)
    const seen = screen.getByRole('region', { name: 'What the person sees' })
    expect(seen).toHaveTextContent('Name not found')
    expect(seen).toHaveTextContent('net::ERR_NAME_NOT_RESOLVED')
    expect(screen.getByRole('button', { name: /Failed:.*DNS/ })).toBeVisible()
  })

  it('leads from the reason to the setting that decided', async () => {
    commit(labels.service('nginx'), (draft) => {
      setDevice(draft, 'd7', { service: false })
      setDevice(draft, 'd8', { service: false })
    })
    sendNow()
    await show(<Journey />)
    expect(screen.getByRole('button', { name: /Failed:.*50\d/ })).toBeVisible()
  })

  it('says when the diagram has changed since', async () => {
    sendNow()
    await show(<Journey />)
    act(() => commit(labels.power('DNS'), (draft) => setDevice(draft, 'd2', { power: false })))
    expect(screen.getByText('The diagram has changed since this request.')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Send again' }))
    expect(screen.queryByText('The diagram has changed since this request.')).toBeNull()
  })
})

it('invites to send while there is no journey', async () => {
  await show(<Journey />)
  await userEvent.click(screen.getByRole('button', { name: 'Send' }))
  expect(getSession().trace?.verdict.seen).toMatchObject({ type: 'answer', status: 200 })
})
