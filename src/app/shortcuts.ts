import { useEffect } from 'react'
import { tinykeys } from 'tinykeys'
import type { Action } from './action.ts'
import { actions } from './actions.ts'
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
    const bindings = all.flatMap((action) =>
      (action.shortcuts ?? []).map((shortcut) => [shortcut, handlerOf(action)] as const),
    )
    function handlerOf(action: Action) {
      return (event: KeyboardEvent) => {
        const isTheirs = isTyped(event) && action.id !== 'send'
        if (event.defaultPrevented || isTheirs || isOwnKey(event)) return
        if (action.isEnabled?.() === false) return
        event.preventDefault()
        void action.perform(speaker)
      }
    }
    return tinykeys(window, Object.fromEntries(bindings), { ignore: () => false })
  }, [speaker])
  return null
}
