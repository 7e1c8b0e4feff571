import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { NumberField, parseNumber } from './number-field.tsx'
import { TextField } from './text-field.tsx'

const name = () => screen.getByRole('textbox', { name: 'Name' })
const check = (text: string) => (text.includes(' ') ? 'No spaces here.' : undefined)
const complain = (min: number, max: number) => `From ${min} to ${max}.`

describe('a text field', () => {
  it('becomes a change once, by Enter or by leaving it, and only if something is other', async () => {
    const onCommit = vi.fn<(text: string) => void>()
    render(<TextField aria-label="Name" value="web" onCommit={onCommit} />)
    await userEvent.type(name(), 'server{Enter}')
    expect(onCommit.mock.calls).toEqual([['webserver']])
    await userEvent.click(name())
    await userEvent.tab()
    expect(onCommit).toHaveBeenCalledTimes(1)
  })

  it('takes the typing back with Escape', async () => {
    const onCommit = vi.fn<(text: string) => void>()
    render(<TextField aria-label="Name" value="web" onCommit={onCommit} />)
    await userEvent.type(name(), 'xyz{Escape}')
    expect(name()).toHaveValue('web')
    await userEvent.tab()
    expect(onCommit).not.toHaveBeenCalled()
  })

  it('says what is wrong and keeps what was typed, until it is mended', async () => {
    const onCommit = vi.fn<(text: string) => void>()
    render(<TextField aria-label="Name" value="" check={check} onCommit={onCommit} />)
    await userEvent.type(name(), 'a b')
    expect(screen.queryByRole('alert')).toBeNull()
    await userEvent.tab()
    expect(screen.getByRole('alert')).toHaveTextContent('No spaces here.')
    expect(name()).toHaveValue('a b')
    expect(name()).toBeInvalid()
    await userEvent.clear(name())
    await userEvent.type(name(), 'ab{Enter}')
    expect(onCommit.mock.calls).toEqual([['ab']])
  })
})

describe('a number field', () => {
  const units = { ms: 1, s: 1000, min: 60_000 }

  it.each([
    ['1500', 1500],
    ['1,5 s', 1500],
    ['1.5s', 1500],
    ['2 min', 120_000],
    ['1 500', 1500],
    ['-3', -3],
    ['soon', undefined],
    ['3 weeks', undefined],
    ['', undefined],
  ])('reads %j as %j', (text, value) => {
    expect(parseNumber(text, units)).toBe(value)
  })

  it('takes what fits, means unset when emptied, and complains about the rest', async () => {
    const onCommit = vi.fn<(value: number | undefined) => void>()
    render(
      <NumberField
        label="Port"
        value={80}
        min={1}
        max={65_535}
        language="de"
        complain={complain}
        onCommit={onCommit}
      />,
    )
    const field = screen.getByRole('textbox', { name: 'Port' })
    await userEvent.clear(field)
    await userEvent.type(field, '70000{Enter}')
    expect(screen.getByRole('alert')).toHaveTextContent('From 1 to 65535.')
    await userEvent.clear(field)
    await userEvent.type(field, '443{Enter}')
    await userEvent.clear(field)
    await userEvent.tab()
    expect(onCommit.mock.calls).toEqual([[443], [undefined]])
  })
})
