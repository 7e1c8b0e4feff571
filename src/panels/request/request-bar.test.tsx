import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { openDiagram } from '../../store/document-store.ts'
import { emptyDiagram } from '../../store/empty-diagram.ts'
import { closeJourney, send, settleMs } from '../../store/journey.ts'
import { getSession, patchSession, setRepeat, setRequest, setSettles, startFresh } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import { Toaster } from '../../ui/toaster.tsx'
import { JourneyPanel } from '../journey/journey-panel.tsx'
import { parseHeaders, textOf } from './headers-text.ts'
import { RequestBar } from './request-bar.tsx'
import { ClockChip } from './result-badge.tsx'

beforeEach(() => {
  openCourse()
  closeJourney()
  startFresh()
})

const originField = () => screen.findByRole('textbox', { name: /^Origin of the page/ })

describe('the request bar', () => {
  it('sends by Enter what stands in it', async () => {
    await show(<RequestBar sendsAtOnce={false} />)
    const url = screen.getByRole('textbox', { name: 'URL' })
    await userEvent.clear(url)
    await userEvent.type(url, 'https://www.meinapi-dienst.de/nothing{Enter}')
    expect(getSession().trace?.verdict.seen).toMatchObject({ type: 'answer', status: 404 })
  })

  it('shows beside Send that it sends several requests', async () => {
    await show(<RequestBar sendsAtOnce={false} />)
    expect(screen.getByRole('button', { name: 'Headers, body and more' })).toBeInTheDocument()
    act(() => setRepeat({ count: 5, everyMs: 0 }))
    expect(screen.getByRole('button', { name: 'Headers, body and more: 1 set' })).toBeInTheDocument()
  })

  it('sends nothing without a URL, but asks for one, whoever pressed Send', async () => {
    setRequest({ url: '  ' })
    await show(
      <>
        <RequestBar sendsAtOnce={false} />
        <JourneyPanel sendsAtOnce={false} />
      </>,
    )
    const url = screen.getByRole('textbox', { name: 'URL' })
    for (const button of screen.getAllByRole('button', { name: 'Send' })) {
      await userEvent.click(button)
      expect(url).toHaveFocus()
      expect(url).toHaveAccessibleDescription('An address is missing here.')
      expect(getSession().trace).toBeUndefined()
    }
    await userEvent.type(url, 'h')
    expect(screen.getByRole('alert')).toBeEmptyDOMElement()
  })

  it('says that nobody can send on a diagram without a client', async () => {
    openDiagram(emptyDiagram('x', ''))
    await show(
      <>
        <RequestBar sendsAtOnce={false} />
        <JourneyPanel sendsAtOnce={false} />
      </>,
    )
    const [bar, panel] = screen.getAllByRole('button', { name: 'Send' })
    expect(bar).toBeDisabled()
    expect(panel).toBeDisabled()
    expect(screen.getByText('There is no device yet that could send.')).toBeVisible()
  })

  it('keeps a line that is no header as it was typed, and says that it is not sent', async () => {
    await show(<RequestBar sendsAtOnce={false} />)
    const open = screen.getByRole('button', { name: 'Headers, body and more' })
    await userEvent.click(open)
    const headers = await screen.findByRole('textbox', { name: 'Headers, one a line' })
    await userEvent.type(headers, 'Accept: */*{Enter}Cookie theme=dark')
    await userEvent.tab()
    expect(headers).toHaveValue('Accept: */*\nCookie theme=dark')
    expect(headers).toHaveAccessibleDescription('“Cookie theme=dark” is no header (Name: value) and is not sent.')
    expect(getSession().request.headers).toEqual([['Accept', '*/*']])
    await userEvent.keyboard('{Escape}')
    await userEvent.click(screen.getByRole('button', { name: 'Headers, body and more: 1 set' }))
    expect(await screen.findByRole('textbox', { name: 'Headers, one a line' })).toHaveValue(
      'Accept: */*\nCookie theme=dark',
    )
  })

  it('takes what is being typed when something else is pressed at once, and tells of a line that is not sent', async () => {
    await show(
      <>
        <RequestBar sendsAtOnce={false} />
        <Toaster label="Notices" closeLabel="Close" />
      </>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'Headers, body and more' }))
    await userEvent.type(await screen.findByRole('textbox', { name: 'Headers, one a line' }), 'X-Key: 1{Enter}oops')
    await userEvent.click(screen.getByRole('button', { name: 'Send' }))
    expect(getSession().trace?.request).toMatchObject({ headers: [['X-Key', '1']] })
    expect(await screen.findByText('“oops” is no header (Name: value) and is not sent.')).toBeVisible()
  })

  it('sends nothing with an origin that is none, and has it mended', async () => {
    await show(<RequestBar sendsAtOnce={false} />)
    setRequest({ initiator: 'fetch', pageOrigin: 'https://old.example' })
    await userEvent.click(screen.getByRole('button', { name: /^Headers, body and more/ }))
    await userEvent.clear(await originField())
    await userEvent.type(await originField(), 'shop example{Escape}')
    await userEvent.click(screen.getByRole('button', { name: 'Send' }))
    expect(getSession().trace).toBeUndefined()
    expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toContain('The origin is not valid.')
    expect(await originField()).toHaveFocus()
    expect(await originField()).toHaveValue('shop example')
    expect(await originField()).toBeInvalid()
    await userEvent.clear(await originField())
    await userEvent.type(await originField(), 'https://shop.example{Escape}')
    await userEvent.click(screen.getByRole('button', { name: 'Send' }))
    expect(getSession().trace?.request).toMatchObject({ pageOrigin: 'https://shop.example' })
  })

  it('lets go of the focus when Send is clicked, so that Space is the journey’s, and keeps it by keys', async () => {
    await show(<RequestBar sendsAtOnce={false} />)
    const button = screen.getByRole('button', { name: 'Send' })
    await userEvent.click(button)
    expect(document.body).toHaveFocus()
    button.focus()
    await userEvent.keyboard('{Enter}')
    expect(button).toHaveFocus()
  })

  it('offers every device that can send, and every method', async () => {
    await show(<RequestBar sendsAtOnce={false} />)
    expect(screen.getByRole('combobox', { name: 'Who sends' })).toHaveDisplayValue('Client (browser)')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Method' }), 'POST')
    expect(getSession().request.method).toBe('POST')
  })

  it('takes headers, a body and what sends it on demand', async () => {
    await show(<RequestBar sendsAtOnce={false} />)
    await userEvent.click(screen.getByRole('button', { name: 'Headers, body and more' }))
    await userEvent.type(await screen.findByRole('textbox', { name: 'Headers, one a line' }), 'Accept: text/html')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Sent by' }), 'a script (fetch)')
    await userEvent.type(screen.getByRole('textbox', { name: /^Origin of the page/ }), 'https://shop.example{Enter}')
    expect(getSession().request).toMatchObject({
      headers: [['Accept', 'text/html']],
      initiator: 'fetch',
      pageOrigin: 'https://shop.example',
    })
    expect(screen.getByRole('button', { name: 'Headers, body and more: 3 set' })).toBeVisible()
  })
})

const choose = async (name: RegExp) => {
  await userEvent.click(screen.getByRole('button', { name: /Clock of the diagram/ }))
  await userEvent.click(await screen.findByRole('menuitem', { name }))
}

it('the clock moves with what is sent, lets time pass, and a fresh start sets it back', async () => {
  await show(
    <>
      <RequestBar sendsAtOnce={false} />
      <ClockChip />
    </>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Send' }))
  const { clock } = getSession().world
  expect(clock).toBeGreaterThan(0)
  await choose(/Wait 1 minute/)
  expect(getSession().world.clock).toBe(clock + 60_000)
  await choose(/Fresh start/)
  expect(getSession().world).toMatchObject({ clock: 0, states: {} })
})

it('headers are read line by line, and the first that is none is named', () => {
  const text = 'Accept: */*\n\nX-Key:1:2\nno header here\n: empty'
  expect(parseHeaders(text)).toEqual({
    headers: [
      ['Accept', '*/*'],
      ['X-Key', '1:2'],
    ],
    wrong: 'no header here',
  })
  expect(textOf([['A', 'b']])).toBe('A: b')
})

it('says that time passed before a request that follows an edit, unless that is turned off', () => {
  patchSession({ unsettled: true })
  send({ autoplay: false })
  expect(getSession().passed).toEqual({ ms: settleMs })
  setSettles(false)
  patchSession({ unsettled: true })
  const { clock } = getSession().world
  send({ autoplay: false })
  expect(getSession().passed).toBeUndefined()
  expect(getSession().world.clock - clock).toBeLessThan(1000)
  setSettles(true)
})
