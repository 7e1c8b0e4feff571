import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Action } from './action.ts'
import { actions } from './actions.ts'
import { isBinding } from './bindings.ts'

const all: readonly Action[] = Object.values(actions)

/** A key stroke: what it types, where the key lies, and what is held. */
function stroke(key: string, code: string, held: readonly ('ctrl' | 'meta' | 'shift' | 'alt')[] = []) {
  return {
    key,
    code,
    ctrlKey: held.includes('ctrl'),
    metaKey: held.includes('meta'),
    shiftKey: held.includes('shift'),
    altKey: held.includes('alt'),
  }
}

const on = (platform: string) => vi.stubGlobal('navigator', { platform })
const actionsOf = (pressed: ReturnType<typeof stroke>) =>
  all.flatMap(({ id, shortcuts = [] }) => (shortcuts.some((one) => isBinding(one, pressed)) ? [id] : []))

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a key binding', () => {
  it.each([
    ['undo where Z is printed', stroke('z', 'KeyY', ['ctrl']), ['undo']],
    ['redo where Y is printed', stroke('y', 'KeyZ', ['ctrl']), ['redo']],
    ['redo with the shift key', stroke('Z', 'KeyY', ['ctrl', 'shift']), ['redo']],
    ['undo with caps lock', stroke('Z', 'KeyY', ['ctrl']), ['undo']],
    ['help on the key of ß', stroke('?', 'Minus', ['shift']), ['help']],
    ['send', stroke('Enter', 'Enter', ['ctrl']), ['send']],
    ['nothing with AltGr, which types', stroke('@', 'KeyQ', ['ctrl', 'alt']), []],
    ['nothing without its modifier', stroke('z', 'KeyY'), []],
    ['nothing with one more', stroke('s', 'KeyS', ['ctrl', 'alt']), []],
  ])('on a German keyboard: %s', (_what, pressed, ids) => {
    on('Win32')
    expect(actionsOf(pressed)).toEqual(ids)
  })

  it('takes the command key on a Mac, and digits by their key where Alt types something else', () => {
    on('MacIntel')
    expect(actionsOf(stroke('z', 'KeyY', ['meta']))).toEqual(['undo'])
    expect(actionsOf(stroke('z', 'KeyY', ['ctrl']))).toEqual([])
    expect(actionsOf(stroke('¡', 'Digit1', ['alt']))).toHaveLength(1)
  })

  it('of no action is that of another one', () => {
    const shortcuts = all.flatMap((action) => action.shortcuts ?? [])
    expect(new Set(shortcuts).size).toBe(shortcuts.length)
  })
})
