import { useEffect } from 'react'
import type { Action } from './action.ts'
import { actions } from './actions.ts'
import { isBinding } from './bindings.ts'
import { useSpeaker } from './use-speaker.ts'

const all: readonly Action[] = Object.values(actions)

const isWithin = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null

/** Whether a key belongs to where it was pressed: text is typed and undone there, a list takes letters but no undo. */
const isTyped = ({ target, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  isWithin(target, 'input:not([type=range], [type=checkbox]), textarea, dialog, [role=menu]') ||
  (isWithin(target, 'select') && !ctrlKey && !metaKey)

/** A key that a focused control uses itself. */
const isOwnKey = (event: KeyboardEvent): boolean =>
  event.key === ' ' &&
  event.target instanceof Element &&
  event.target.closest('button, summary, [role], [tabindex]:not([tabindex="-1"])') !== null

/** Binds the actions' keys; shows nothing. While someone types, every key is theirs, but for sending. */
export default function Shortcuts() {
  const speaker = useSpeaker()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = all.find(({ shortcuts = [] }) => shortcuts.some((shortcut) => isBinding(shortcut, event)))
      if (!action || event.defaultPrevented || isOwnKey(event)) return
      const isTheirs = isTyped(event) && action.id !== 'send'
      if (isTheirs || action.isEnabled?.() === false) return
      event.preventDefault()
      void action.perform(speaker)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [speaker])
  return null
}
