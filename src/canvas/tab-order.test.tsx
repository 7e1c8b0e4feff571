import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useRef } from 'react'
import { beforeEach, expect, it } from 'vitest'
import TabOrder from './tab-order.ts'

/** Something that takes the focus. */
function Stop({ name, look }: { readonly name: string; readonly look: string }) {
  return (
    // Groups, as React Flow's are.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex
    <div role="group" aria-label={name} tabIndex={0} className={look}>
      {name === 'client' ? <button type="button">findings</button> : null}
    </div>
  )
}

/** The elements as React Flow draws them: cables first, then what lies over them. */
function Drawing() {
  const root = useRef<HTMLDivElement>(null)
  return (
    <>
      <button type="button">before</button>
      <div ref={root}>
        <div className="react-flow__edges">
          {['cable 1', 'cable 2'].map((name) => (
            <Stop key={name} name={name} look="react-flow__edge" />
          ))}
        </div>
        <div className="react-flow__nodes">
          <Stop name="zone" look="react-flow__node react-flow__node-zone" />
          {['client', 'server'].map((name) => (
            <Stop key={name} name={name} look="react-flow__node react-flow__node-device" />
          ))}
        </div>
      </div>
      <button type="button">after</button>
      <TabOrder root={root} />
    </>
  )
}

const nameOf = (element: Element | null) => element?.getAttribute('aria-label') ?? element?.textContent
const inOrder = ['before', 'client', 'findings', 'server', 'zone', 'cable 1', 'cable 2', 'after']

beforeEach(() => {
  render(<Drawing />)
})

it('goes through the devices first and the cables last, and out at the end', async () => {
  screen.getByText('before').focus()
  const seen = [nameOf(document.activeElement)]
  while (seen.length < inOrder.length) {
    await userEvent.tab()
    seen.push(nameOf(document.activeElement))
  }
  expect(seen).toEqual(inOrder)
})

it('goes the same way back', async () => {
  screen.getByText('after').focus()
  const seen = [nameOf(document.activeElement)]
  while (seen.length < inOrder.length) {
    await userEvent.tab({ shift: true })
    seen.push(nameOf(document.activeElement))
  }
  expect(seen).toEqual(inOrder.toReversed())
})

it('leaves the focus where a click put it', () => {
  const cable = screen.getByRole('group', { name: 'cable 2' })
  fireEvent.pointerDown(cable)
  cable.focus()
  expect(cable).toHaveFocus()
})
