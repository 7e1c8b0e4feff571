import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { Popover } from './popover.tsx'
import { notify, Toaster } from './toaster.tsx'

const texts = () => screen.queryAllByRole('paragraph').map(({ textContent }) => textContent)

it('a new outcome of the same takes the place of the earlier ones, what adds to it does not', () => {
  render(<Toaster label="Notices" closeLabel="Close" />)
  act(() => {
    notify({ text: 'not opened', about: 'opening' })
    notify({ text: 'copied', about: 'link' })
    notify({ text: 'opened', about: 'opening' })
    notify({ text: 'mended', about: 'opening', isMore: true })
  })
  expect(texts()).toEqual(['copied', 'opened', 'mended'])
  act(() => notify({ text: 'opened again', about: 'opening' }))
  expect(texts()).toEqual(['copied', 'opened again'])
  act(() => notify({ text: 'copied' }))
  expect(texts()).toEqual(['opened again', 'copied'])
})

it('a notice can be acted upon while controls lie open', async () => {
  const perform = vi.fn<() => void>()
  render(
    <>
      <Popover label="Options" renderTrigger={(props) => <button {...props}>Open</button>}>
        inside
      </Popover>
      <Toaster label="Notices" closeLabel="Close" />
    </>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  act(() => notify({ text: 'opened', action: { label: 'Back', perform } }))
  await userEvent.click(screen.getByRole('button', { name: 'Back' }))
  expect(perform).toHaveBeenCalledOnce()
  expect(screen.getByText('inside')).toBeInTheDocument()
})
