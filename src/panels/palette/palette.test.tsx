import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { provideDropTarget, type PaletteItem } from '../../store/palette-drag.ts'
import { show } from '../../testing/show.tsx'
import { Palette } from './palette.tsx'

const place = vi.fn<(item: PaletteItem) => void>()
const stop = provideDropTarget({ drop: vi.fn<() => void>(), place })
afterEach(() => place.mockClear())

const names = (group: string) =>
  within(screen.getByRole('region', { name: group }))
    .getAllByRole('button')
    .map((button) => button.textContent)

it('groups the devices under the course’s headings', async () => {
  await show(<Palette isFolded={false} />, 'de')
  expect(names('Zugang')).toEqual(['Client', 'DNS', 'Internet'])
  expect(names('Netzwerkkonfiguration')).toEqual(['Firewall', 'Load Balancer', 'Reverse Proxy'])
  expect(names('Dienste')).toEqual(['Webserver', 'Webanwendung', 'Datenbank'])
  expect(names('Zeichnen')).toEqual(['Zone', 'Notiz'])
})

it('finds by name and says when nothing is found', async () => {
  await show(<Palette isFolded={false} />)
  const search = screen.getByRole('searchbox', { name: 'Search …' })
  await userEvent.type(search, 'firew')
  expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Firewall'])
  await userEvent.type(search, 'xx')
  expect(screen.getByText('Nothing is called “firewxx”')).toBeVisible()
})

it('places by click and by Enter', async () => {
  await show(<Palette isFolded={false} />)
  await userEvent.click(screen.getByRole('button', { name: 'Database' }))
  screen.getByRole('button', { name: 'Note' }).focus()
  await userEvent.keyboard('{Enter}')
  expect(place.mock.calls).toEqual([[{ type: 'device', kind: 'database' }], [{ type: 'note' }]])
})

it('names its tiles when it is folded', async () => {
  await show(<Palette isFolded onFold={stop} />)
  expect(screen.getByRole('button', { name: 'Firewall' })).toBeVisible()
  expect(screen.queryByRole('searchbox')).toBeNull()
})
