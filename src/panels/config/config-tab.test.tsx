import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { getDiagram, undo } from '../../store/document-store.ts'
import { send } from '../../store/journey.ts'
import { select, setRepeat, setTab, startFresh, getSession } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import { Toaster } from '../../ui/toaster.tsx'
import Inspector from '../inspector/inspector.tsx'

const dns = 'd2'
const device = () => getDiagram().devices[dns]

beforeEach(() => {
  openCourse()
  startFresh()
  setTab('text')
  select([dns])
})

describe("a program's own text", () => {
  it('shows the settings line by line, and a line leads to its setting', async () => {
    await show(<Inspector />)
    await userEvent.click(await screen.findByRole('button', { name: /^www\.meinapi-dienst\.de\. 300 IN A/ }))
    expect(screen.getByRole('tab', { name: 'Settings' })).toHaveAttribute('aria-selected', 'true')
  })

  it('takes a pasted configuration as settings, says what it does not understand, and one undo takes it back', async () => {
    const before = device()?.config
    await show(<Inspector />)
    await userEvent.click(await screen.findByRole('button', { name: 'Paste db.zone …' }))
    const field = screen.getByRole('textbox', { name: 'db.zone' })
    await userEvent.click(field)
    await userEvent.paste('www.shop.test. 60 IN A 192.0.2.1\nwww.shop.test. IN HINFO a b')
    expect(await screen.findByText('One line is not modelled')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Use as settings' }))
    expect(device()?.config).toEqual({ records: [{ name: 'www.shop.test', type: 'A', target: '192.0.2.1', ttl: 60 }] })
    expect(device()?.notRead).toEqual([{ line: 2, text: 'www.shop.test. IN HINFO a b' }])
    undo()
    expect(device()?.config).toEqual(before)
    expect(device()?.notRead).toBeUndefined()
  })

  it('leaves the files where they are, which no configuration names', async () => {
    select(['d7'])
    const before = JSON.stringify(getDiagram().devices['d7']?.config['files'])
    await show(<Inspector />)
    await userEvent.click(await screen.findByRole('button', { name: 'Paste nginx.conf …' }))
    fireEvent.change(screen.getByRole('textbox', { name: 'nginx.conf' }), {
      target: { value: 'server { listen 80; }' },
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Use as settings' }))
    const { configuration, files } = getDiagram().devices['d7']!.config
    expect(configuration).toBe('full')
    // With the whole path, as other directories may be named from now on.
    expect(JSON.stringify(files)).toBe(before.replaceAll('"path":"', '"path":"/usr/share/nginx/html'))
  })

  it('lists a hundred lines for a reason, and counts the others', async () => {
    await show(<Inspector />)
    await userEvent.click(await screen.findByRole('button', { name: 'Paste db.zone …' }))
    const unread = Array.from({ length: 140 }, (_, index) => `h${index}.test. IN HINFO a b`)
    fireEvent.change(screen.getByRole('textbox', { name: 'db.zone' }), {
      target: { value: ['www.shop.test. 60 IN A 192.0.2.1', ...unread].join('\n') },
    })
    expect(await screen.findByText('140 lines are not modelled')).toBeVisible()
    expect(screen.getByText('101: h99.test. IN HINFO a b')).toBeInTheDocument()
    expect(screen.queryByText('102: h100.test. IN HINFO a b')).not.toBeInTheDocument()
    expect(screen.getByText('And 40 more lines')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Use as settings' }))
    expect(device()?.notRead).toHaveLength(140)
  })

  it('changes nothing while nothing of a text is understood', async () => {
    await show(<Inspector />)
    await userEvent.click(await screen.findByRole('button', { name: 'Paste db.zone …' }))
    await userEvent.click(screen.getByRole('textbox', { name: 'db.zone' }))
    await userEvent.paste('hello\nworld')
    expect(await screen.findByText('Nothing in this text is understood')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Use as settings' })).toBeDisabled()
  })

  it('changes nothing where a part of it does not fit', async () => {
    await show(<Inspector />)
    await userEvent.click(await screen.findByRole('button', { name: 'Paste db.zone …' }))
    await userEvent.paste(`a.test. 60 IN TXT "${'y'.repeat(5000)}"\nb.test. 60 IN A 192.0.2.1`)
    expect(await screen.findByText(/^This is too much or too long to be kept here: Records\./)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Use as settings' })).toBeDisabled()
  })

  it('takes a file that is dropped on the dialog, which the page then leaves alone', async () => {
    const heard: Event[] = []
    const hear = (event: Event) => void heard.push(event)
    addEventListener('drop', hear)
    await show(<Inspector />)
    await userEvent.click(await screen.findByRole('button', { name: 'Paste db.zone …' }))
    const field = screen.getByRole('textbox', { name: 'db.zone' })
    expect(field).toHaveFocus()
    fireEvent.drop(field, { dataTransfer: { files: [new File(['a.test. 60 IN A 192.0.2.1'], 'db.zone')] } })
    await waitFor(() => expect(field).toHaveValue('a.test. 60 IN A 192.0.2.1'))
    removeEventListener('drop', hear)
    expect(heard).toEqual([])
  })

  it('copies a text whose last line ends as well: HAProxy takes no other', async () => {
    const user = userEvent.setup()
    await show(<Inspector />)
    await user.click(await screen.findByRole('button', { name: 'Copy' }))
    expect(await navigator.clipboard.readText()).toMatch(/[^\n]\n$/)
  })

  it('tells where a file cannot be read, or the clipboard is locked', async () => {
    const user = userEvent.setup()
    await show(
      <>
        <Inspector />
        <Toaster label="Notices" closeLabel="Dismiss" />
      </>,
    )
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValueOnce(new DOMException('', 'NotAllowedError'))
    await user.click(await screen.findByRole('button', { name: 'Copy' }))
    expect(await screen.findByText(/^The clipboard is locked/)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Paste db.zone …' }))
    const folder = new File([], 'zones')
    vi.spyOn(folder, 'text').mockRejectedValueOnce(new DOMException('', 'NotFoundError'))
    fireEvent.drop(screen.getByRole('textbox', { name: 'db.zone' }), { dataTransfer: { files: [folder] } })
    expect(await screen.findByText('The file cannot be read as text.')).toBeInTheDocument()
  })

  it('is there for a firewall whose rules were set in its form', async () => {
    select(['d4'])
    await show(<Inspector />)
    expect(await screen.findByRole('button', { name: /tcp dport 443 .*accept/ })).toBeVisible()
  })
})

describe('the time of the diagram', () => {
  it('passes by a click in the state of a device, and begins afresh', async () => {
    setTab('state')
    await show(<Inspector />)
    await userEvent.click(await screen.findByRole('button', { name: '+10 s' }))
    expect(getSession().world.clock).toBe(10_000)
    // It is said, too: nothing else on the page changes.
    expect(screen.getByRole('status')).toHaveTextContent(/after 10\.0 s/)
    await userEvent.click(screen.getByRole('button', { name: 'Fresh start' }))
    expect(getSession().world.clock).toBe(0)
  })
})

describe('several requests at once', () => {
  it('are sent in one schedule, and each has its journey', () => {
    setRepeat({ count: 3, everyMs: 100 })
    send({ autoplay: false })
    const { batch, trace } = getSession()
    expect(batch.map(({ startedAt }) => startedAt)).toEqual([0, 100, 200])
    expect(trace).toBe(batch[0])
  })

  it('are one again with the next diagram', () => {
    setRepeat({ count: 3, everyMs: 0 })
    openCourse()
    expect(getSession().repeat.count).toBe(1)
  })
})
