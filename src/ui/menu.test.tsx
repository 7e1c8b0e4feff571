import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import MenuList from './menu-list.tsx'
import { Menu } from './menu.tsx'
import { TabPanel, Tabs } from './tabs.tsx'

function Fruits({ onPick }: { readonly onPick: (fruit: string) => void }) {
  const items = ['Apple', 'Pear', 'Plum', 'Cherry'].map((label) => ({
    id: label,
    label,
    disabled: label === 'Pear',
    onSelect: () => onPick(label),
  }))
  return (
    <Menu renderTrigger={(props) => <button {...props}>Choose</button>}>
      <MenuList label="Fruits" items={items} />
    </Menu>
  )
}

const focused = () => document.activeElement?.textContent

describe('a menu', () => {
  it('opens at its first item, moves by arrows past what cannot be chosen, and round', async () => {
    render(<Fruits onPick={vi.fn<() => void>()} />)
    await userEvent.click(screen.getByRole('button', { name: 'Choose' }))
    expect(screen.getByRole('menu', { name: 'Fruits' })).toBeVisible()
    expect(focused()).toBe('Apple')
    await userEvent.keyboard('{ArrowDown}')
    expect(focused()).toBe('Plum')
    await userEvent.keyboard('{ArrowUp}{ArrowUp}')
    expect(focused()).toBe('Cherry')
    await userEvent.keyboard('p')
    expect(focused()).toBe('Plum')
  })

  it('does what is chosen, closes, and gives the focus back', async () => {
    const onPick = vi.fn<(fruit: string) => void>()
    render(<Fruits onPick={onPick} />)
    const trigger = screen.getByRole('button', { name: 'Choose' })
    await userEvent.click(trigger)
    await userEvent.keyboard('{End}{Enter}')
    expect(onPick.mock.calls).toEqual([['Cherry']])
    expect(screen.queryByRole('menu')).toBeNull()
    expect(trigger).toHaveFocus()
  })

  it('closes by Escape and by a click elsewhere, and chooses nothing', async () => {
    const onPick = vi.fn<(fruit: string) => void>()
    render(<Fruits onPick={onPick} />)
    const trigger = screen.getByRole('button', { name: 'Choose' })
    await userEvent.click(trigger)
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('menu')).toBeNull()
    await userEvent.click(trigger)
    await userEvent.click(document.body)
    expect(screen.queryByRole('menu')).toBeNull()
    expect(onPick).not.toHaveBeenCalled()
  })
})

function Pages() {
  const [page, setPage] = useState<'one' | 'two' | 'three'>('one')
  const tabs = (['one', 'two', 'three'] as const).map((id) => ({ id, label: id }))
  return (
    <>
      <Tabs label="Pages" tabs={tabs} selected={page} onSelect={setPage} idPrefix="t" />
      <TabPanel idPrefix="t" tab={page}>
        {page}
      </TabPanel>
    </>
  )
}

it('tabs are one stop for Tab, and arrows move and select, round and round', async () => {
  render(<Pages />)
  await userEvent.tab()
  expect(screen.getByRole('tab', { name: 'one' })).toHaveFocus()
  await userEvent.keyboard('{ArrowLeft}')
  expect(screen.getByRole('tab', { name: 'three', selected: true })).toHaveFocus()
  expect(screen.getByRole('tabpanel', { name: 'three' })).toHaveTextContent('three')
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  expect(screen.getByRole('tab', { name: 'two', selected: true })).toHaveFocus()
})
