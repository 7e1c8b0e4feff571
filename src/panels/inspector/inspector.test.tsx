import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { commit, getDiagram, undo } from '../../store/document-store.ts'
import { send } from '../../store/journey.ts'
import { labels } from '../../store/labels.ts'
import { getSession, select, setTab, startFresh } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import { revealSetting } from '../reveal.ts'
import Inspector from './inspector.tsx'

const firewall = 'd4'
const proxy = 'd6'
const config = (id: string) => getDiagram().devices[id]?.config

beforeEach(() => {
  openCourse()
  setTab('settings')
})

const ruleNames = () => {
  const { rules } = { rules: [], ...config(firewall) }
  return Array.isArray(rules) ? rules.map((rule) => JSON.stringify(rule).match(/"name":"([^"]*)"/)?.[1]) : []
}
const ruleRows = () =>
  waitFor(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-path]')]
    const rules = rows.filter(({ dataset }) => /^rules\[\d+\]$/.test(dataset['path'] ?? ''))
    expect(rules).not.toEqual([])
    return rules
  })

describe('the order of rules', () => {
  const before = ['Web (HTTPS)', 'Web (HTTP)', 'from inside to outside']

  it('is changed by the grip, in one step of undo', async () => {
    select([firewall])
    await show(<Inspector />)
    const rules = await ruleRows()
    rules.forEach((row, index) => {
      row.getBoundingClientRect = () => new DOMRect(0, index * 48, 200, 40)
    })
    const grip = rules[0]?.querySelector<HTMLElement>('[data-grip]')
    grip!.setPointerCapture = () => undefined
    fireEvent.pointerDown(grip!, { button: 0, clientY: 20, pointerId: 1 })
    fireEvent.pointerMove(grip!, { clientY: 130, pointerId: 1 })
    expect(ruleNames()).toEqual(before)
    fireEvent.pointerUp(grip!, { clientY: 130, pointerId: 1 })
    expect(ruleNames()).toEqual(['Web (HTTP)', 'from inside to outside', 'Web (HTTPS)'])
    act(() => undo())
    expect(ruleNames()).toEqual(before)
  })

  it('is changed by Alt with an arrow, and no rule opens', async () => {
    select([firewall])
    await show(<Inspector />)
    const rule = (await ruleRows())[0]?.querySelector('button')
    rule?.focus()
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
    expect(ruleNames()).toEqual(['Web (HTTP)', 'Web (HTTPS)', 'from inside to outside'])
    expect((await ruleRows()).filter((row) => row.querySelector('[aria-expanded="true"]'))).toEqual([])
  })
})

describe('what a device is right now', () => {
  it('says that SQLite is a file on the machine of its app, wired as it is', async () => {
    select(['d10'])
    setTab('state')
    await show(<Inspector />)
    expect(await screen.findByText(/^A file on the machine of the app/)).toBeVisible()
    expect(screen.queryByText(/^No cable yet/)).toBeNull()
  })

  it.each(['d2', 'd4', 'd7'])('lists no route of %s twice', async (id) => {
    select([id])
    setTab('state')
    await show(<Inspector />)
    await screen.findByText('0.0.0.0/0')
    const listed = screen.getAllByText(/^\d+(\.\d+){3}\/(32|24|0)$/).map(({ textContent }) => textContent)
    expect(listed).toEqual([...new Set(listed)])
  })
})

describe('the inspector of a device', () => {
  it('renames it, in one undo', async () => {
    select([firewall])
    await show(<Inspector />)
    const name = screen.getByRole('textbox', { name: 'Name of this device (Firewall)' })
    await userEvent.clear(name)
    await userEvent.type(name, 'Wall{Enter}')
    expect(getDiagram().devices[firewall]?.name).toBe('Wall')
    act(undo)
    expect(name).toHaveValue('Firewall')
  })

  it('stops its service with the switch beside its name', async () => {
    select([proxy])
    await show(<Inspector />)
    await userEvent.click(screen.getByRole('switch', { name: 'Service is running' }))
    expect(getDiagram().devices[proxy]?.service).toBe(false)
    expect(screen.getByText(/service stopped/)).toBeVisible()
  })

  it('offers faults of a service only where there is one that answers', async () => {
    select([proxy])
    await show(<Inspector />)
    expect(screen.getByRole('combobox', { name: 'Fault' })).toBeVisible()
    act(() => select([firewall]))
    expect(screen.queryByRole('combobox', { name: 'Fault' })).toBeNull()
  })

  it('changes a setting, shows that it is set, and takes it back to the default', async () => {
    select([firewall])
    await show(<Inspector />)
    const policy = screen.getByRole('combobox', { name: 'Default policy' })
    await userEvent.selectOptions(policy, 'accept')
    expect(config(firewall)?.['policy']).toBe('accept')
    await userEvent.click(screen.getByRole('button', { name: 'Back to the default: Default policy' }))
    expect(config(firewall)?.['policy']).toBeUndefined()
    expect(policy).toHaveValue('drop')
  })

  it('adds, fills in, moves and removes a row of a table', async () => {
    select([firewall])
    await show(<Inspector />)
    const rules = screen.getByRole('region', { name: 'Rules' })
    const rows = () => config(firewall)?.['rules'] as readonly { name?: string }[]
    const before = rows().length
    await userEvent.click(within(rules).getAllByRole('button', { name: 'Add' })[0]!)
    expect(rows()).toHaveLength(before + 1)
    // What is in force before anything was filled in does no harm.
    expect(rows().at(-1)).toEqual({ protocol: 'tcp', ports: '443' })
    await userEvent.type(within(rules).getByRole('textbox', { name: 'Name' }), 'mine{Enter}')
    expect(rows().at(-1)?.name).toBe('mine')
    await userEvent.click(within(rules).getByRole('button', { name: 'Move up' }))
    expect(rows().at(-2)?.name).toBe('mine')
    await userEvent.click(within(rules).getByRole('button', { name: 'Remove' }))
    expect(rows().map(({ name }) => name)).not.toContain('mine')
    for (let step = 0; step < 4; step++) act(undo)
    expect(rows()).toHaveLength(before)
  })

  it('keeps what does not fit in the field, and says what would', async () => {
    select([proxy])
    await show(<Inspector />)
    const port = screen.getByRole('textbox', { name: 'Port for HTTP' })
    await userEvent.type(port, '99999{Enter}')
    expect(screen.getByRole('alert')).toHaveTextContent('A number from 1 to 65,535 goes here.')
    expect(port).toHaveValue('99999')
    expect(config(proxy)?.['port']).toBeUndefined()
  })

  it('unfolds and focuses a setting that a link asks for', async () => {
    select([proxy])
    await show(<Inspector />)
    act(() => revealSetting(firewall, 'rules[1].ports'))
    expect(getSession().selection).toEqual([firewall])
    expect(await screen.findByRole('textbox', { name: 'Ports' })).toHaveFocus()
  })

  it('explains its kind', async () => {
    select([firewall])
    await show(<Inspector />, 'de')
    await userEvent.click(screen.getByRole('tab', { name: 'Erklärung' }))
    expect(screen.getByRole('tabpanel')).toHaveTextContent(/Paket/)
  })

  it('shows its addresses, its routes and what it listens on', async () => {
    select([proxy])
    await show(<Inspector />)
    await userEvent.click(screen.getByRole('tab', { name: 'State' }))
    const panel = screen.getByRole('tabpanel')
    expect(panel).toHaveTextContent('10.0.1.20')
    expect(panel).toHaveTextContent('*:443 tcp')
    expect(panel).toHaveTextContent('10.0.2.0/24')
  })
})

describe('what a device remembers', () => {
  it('is told in words, with links to the devices and rules that it is about', async () => {
    startFresh()
    select([firewall])
    setTab('state')
    await show(<Inspector />)
    expect(screen.getByText('Nothing yet. Send a request and look again.')).toBeVisible()
    act(() => send({ autoplay: false }))
    expect(await screen.findByRole('heading', { name: 'Connections (conntrack)' })).toBeVisible()
    const panel = screen.getByRole('tabpanel')
    expect(panel).toHaveTextContent(/Protocol\s*TCP/)
    expect(panel.textContent).not.toMatch(/admittedBy|sourcePort|nextPort|sweepAt/)
    const packets = screen.getByRole('table')
    expect(within(packets).getByRole('columnheader', { name: 'Packets' })).toBeVisible()
    await userEvent.click(within(packets).getAllByRole('button')[0]!)
    expect(getSession().tab).toBe('settings')
  })
})

describe('the inspector of other things', () => {
  it('cuts a cable and sets its latency in any unit', async () => {
    select(['l3'])
    await show(<Inspector />)
    await userEvent.click(screen.getByRole('switch', { name: 'Cut' }))
    const latency = screen.getByRole('textbox', { name: 'Latency' })
    await userEvent.clear(latency)
    await userEvent.type(latency, '0.2 s{Enter}')
    expect(getDiagram().links['l3']).toMatchObject({ cut: true, latencyMs: 200 })
  })

  it('takes only a network for a zone', async () => {
    select(['z1'])
    await show(<Inspector />)
    const network = screen.getByRole('textbox', { name: 'Network' })
    await userEvent.clear(network)
    await userEvent.type(network, '10.0.1{Enter}')
    expect(screen.getByRole('alert')).toHaveTextContent('such as 10.0.1.0/24')
    expect(getDiagram().zones['z1']?.cidr).toBe('10.0.1.0/24')
  })

  it('removes several things at once, and one undo brings them back', async () => {
    const before = getDiagram()
    select([firewall, proxy])
    await show(<Inspector />)
    await userEvent.click(screen.getByRole('button', { name: 'Remove all of them' }))
    expect(getDiagram().devices[firewall]).toBeUndefined()
    act(undo)
    expect(getDiagram()).toEqual(before)
  })

  it('says what to do while nothing is selected', async () => {
    select([])
    await show(<Inspector />)
    expect(screen.getByText('Nothing selected')).toBeVisible()
  })
})

it('does not take the focus again when the device is shown later', async () => {
  select([proxy])
  await show(<Inspector />)
  act(() => revealSetting(firewall, 'rules[1].ports'))
  expect(await screen.findByRole('textbox', { name: 'Ports' })).toHaveFocus()
  act(() => select([proxy]))
  act(() => select([firewall]))
  expect(screen.queryByRole('textbox', { name: 'Ports' })).toBeNull()
  expect(document.body).toHaveFocus()
})

describe('a packet filter of the host itself', () => {
  it('is off, can be switched on and set, and undo takes it back', async () => {
    select([proxy])
    await show(<Inspector />)
    await userEvent.click(screen.getByRole('button', { name: 'Own packet filter' }))
    await userEvent.click(screen.getByRole('switch', { name: 'nftables on this host' }))
    expect(getDiagram().devices[proxy]?.filter).toMatchObject({ program: { id: 'nftables' }, config: {} })
    await userEvent.selectOptions(screen.getByRole('combobox', { name: /connections to the machine itself/ }), 'accept')
    expect(getDiagram().devices[proxy]?.filter?.config).toEqual({ inputPolicy: 'accept' })
    act(undo)
    act(undo)
    expect(getDiagram().devices[proxy]?.filter).toBeUndefined()
  })

  it('stops what its rules do not let in', () => {
    const filter = {
      program: { id: 'nftables', profile: '1.0.6', configVersion: 0 },
      config: { inputInside: false, inputRules: [] },
    }
    commit(labels.configure('proxy'), (draft) => {
      const device = draft.devices[proxy]
      if (device) device.filter = filter
    })
    send({ autoplay: false })
    expect(getSession().trace?.verdict.seen.type).not.toBe('answer')
  })
})
