import { act, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { late } from './late.tsx'

const Greeting = ({ name }: { readonly name: string }) => <p>Hello {name}</p>
const settled = () => act(() => Promise.resolve())

it('a late part is drawn as soon as it is there, and at once from then on', async () => {
  const Late = late(() => Promise.resolve({ default: Greeting }))
  const { container, unmount } = render(<Late name="Ada" />)
  expect(container).toBeEmptyDOMElement()
  expect(await screen.findByText('Hello Ada')).toBeVisible()
  unmount()
  render(<Late name="Grace" />)
  expect(screen.getByText('Hello Grace')).toBeVisible()
})

it('a late part that was fetched before is drawn at once', async () => {
  const Late = late(() => Promise.resolve({ default: Greeting }))
  await Late.preload()
  render(<Late name="Ada" />)
  expect(screen.getByText('Hello Ada')).toBeVisible()
})

it('what could not be fetched is tried again the next time', async () => {
  const load = vi
    .fn<() => Promise<{ default: typeof Greeting }>>()
    .mockRejectedValueOnce(new Error('offline'))
    .mockResolvedValue({ default: Greeting })
  const Late = late(load)
  await expect(Late.preload()).rejects.toThrow('offline')
  render(<Late name="Ada" />)
  await settled()
  expect(screen.getByText('Hello Ada')).toBeVisible()
  expect(load).toHaveBeenCalledTimes(2)
})
