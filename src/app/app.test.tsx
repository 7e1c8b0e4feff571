import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadAllTexts, loadCatalogue } from '../i18n/load.ts'
import { setDevice } from '../store/commands/devices.ts'
import { commit, getDiagram } from '../store/document-store.ts'
import { closeJourney } from '../store/journey.ts'
import { labels } from '../store/labels.ts'
import { pause, play, stepForward } from '../store/playback.ts'
import { getSession, select, setLanguage, setPinned } from '../store/session-store.ts'
import { openCourse } from '../testing/show.tsx'
import { App } from './app.tsx'
import { followPacket } from './follow-packet.ts'
import { PageMenu, Shortcuts } from './late-panels.tsx'
import { Region } from './region.tsx'
import { Speech } from './speech.tsx'

// The whole page is much to draw for jsdom, more so on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

/** A wide screen whose person wants no motion: jsdom knows no media. */
const media = (query: string) => ({
  matches: /reduced-motion|width >= 72rem/.test(query),
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
})

beforeAll(async () => {
  Object.assign(globalThis, { matchMedia: media })
  followPacket()
  // What the network would take its time for is here already.
  await Promise.all([loadAllTexts('en'), loadAllTexts('de'), PageMenu.preload(), Shortcuts.preload()])
})

beforeEach(() => {
  closeJourney()
  openCourse()
  setPinned('free')
  setLanguage('en')
})

async function open() {
  const catalogue = await loadCatalogue('en')
  return render(
    <Speech first={{ language: 'en', catalogue, extent: 'drawing' }}>
      <App />
    </Speech>,
  )
}

/** In the inspector, which comes as a part of its own: however long that takes. */
const nameField = () => screen.findByRole('textbox', { name: /^Name of this device/ }, { timeout: 20_000 })

describe('the page', () => {
  it('takes back and brings back by keys, but leaves them to a field in which someone types', async () => {
    await open()
    act(() => commit(labels.power('DNS'), (draft) => setDevice(draft, 'd2', { power: false })))
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(getDiagram().devices['d2']?.power).toBeUndefined()
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
    expect(getDiagram().devices['d2']?.power).toBe(false)
    await userEvent.click(screen.getByRole('textbox', { name: 'URL' }))
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(getDiagram().devices['d2']?.power).toBe(false)
  })

  it('says on its buttons what undo would take back', async () => {
    await open()
    expect(screen.getByRole('button', { name: 'Undo' })).toBeDisabled()
    act(() => commit(labels.rename('Wall'), (draft) => setDevice(draft, 'd4', { name: 'Wall' })))
    await userEvent.click(screen.getByRole('button', { name: 'Undo: rename to “Wall”' }))
    expect(getDiagram().devices['d4']?.name).toBe('Firewall')
  })

  it('sends, folds the palette away, and lets the inspector go along with the packet', async () => {
    await open()
    expect(screen.getByRole('searchbox')).toBeVisible()
    await userEvent.click(within(screen.getByRole('form', { name: 'Request' })).getByRole('button', { name: 'Send' }))
    expect(screen.getByRole('button', { name: /Answered: 200 OK/ })).toBeVisible()
    expect(screen.queryByRole('searchbox')).toBeNull()
    act(stepForward)
    act(stepForward)
    expect(getSession().selection).toEqual(['d2'])
    act(() => {
      select(['d6'])
      setPinned('kept')
      stepForward()
    })
    expect(getSession().selection).toEqual(['d6'])
    act(closeJourney)
    expect(screen.getByRole('searchbox')).toBeVisible()
  })

  it('leaves the inspector to whoever works in it, and shows that, until playback begins anew', async () => {
    await open()
    await userEvent.click(within(screen.getByRole('form', { name: 'Request' })).getByRole('button', { name: 'Send' }))
    act(stepForward)
    const here = getSession().selection
    await userEvent.click(await nameField())
    expect(screen.getByRole('button', { name: 'Follow the packet again' })).toHaveAttribute('aria-pressed', 'true')
    act(stepForward)
    act(stepForward)
    expect(getSession().selection).toEqual(here)
    act(() => (document.activeElement as HTMLElement).blur())
    act(play)
    act(pause)
    act(stepForward)
    expect(getSession().selection).not.toEqual(here)
  })

  it('goes along again once the pin is taken out', async () => {
    await open()
    await userEvent.click(within(screen.getByRole('form', { name: 'Request' })).getByRole('button', { name: 'Send' }))
    act(stepForward)
    const here = getSession().selection
    await userEvent.click(await nameField())
    await userEvent.click(screen.getByRole('button', { name: 'Follow the packet again' }))
    act(stepForward)
    act(stepForward)
    expect(getSession().selection).not.toEqual(here)
  })

  it('speaks the other language at once, tells the page, and remembers it', async () => {
    await open()
    await userEvent.click(screen.getByRole('button', { name: /Language/ }))
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'Deutsch' }))
    expect(await screen.findByRole('button', { name: 'Vorlagen' })).toBeVisible()
    expect(document.documentElement.lang).toBe('de')
    expect(localStorage.getItem('paketweg.language')).toBe('de')
  })

  it('becomes dark and larger, and remembers both', async () => {
    await open()
    await userEvent.click(screen.getByRole('button', { name: 'Dark colours' }))
    expect(document.documentElement.dataset['theme']).toBe('dark')
    await userEvent.click(screen.getByRole('button', { name: 'More' }))
    await userEvent.click(screen.getByRole('menuitem', { name: /Size for a projector/ }))
    expect(document.documentElement.dataset['projector']).toBe('')
    expect([localStorage.getItem('paketweg.theme'), localStorage.getItem('paketweg.projector')]).toEqual(['dark', 'on'])
  })
})

describe('a region', () => {
  it('that fails leaves the rest standing, offers the work, and can be tried again', async () => {
    const silence = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const saved = vi.fn<(blob: Blob) => string>(() => 'blob:x')
    Object.assign(URL, { createObjectURL: saved, revokeObjectURL: () => undefined })
    let isBroken = true
    const Fragile = () => {
      if (isBroken) throw new Error('out of paper')
      return <p>Mended</p>
    }
    const catalogue = await loadCatalogue('en')
    render(
      <Speech first={{ language: 'en', catalogue, extent: 'everything' }}>
        <Region>
          <Fragile />
        </Region>
        <p>Standing</p>
      </Speech>,
    )
    expect(screen.getByText('Standing')).toBeVisible()
    expect(screen.getByRole('alert')).toHaveTextContent('out of paper')
    await userEvent.click(screen.getByRole('button', { name: 'Download my work' }))
    await waitFor(() => expect(saved).toHaveBeenCalledTimes(1))
    isBroken = false
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(screen.getByText('Mended')).toBeVisible()
    silence.mockRestore()
  })
})
