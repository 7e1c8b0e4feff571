import { touchInspector } from '../../store/session-store.ts'

const signsOfWork = ['focusin', 'pointerdown', 'keydown', 'input'] as const

/** The pin is no work: it says itself what it does. */
function hold({ target }: Event): void {
  if (!(target instanceof Element && target.closest('[data-pin]'))) touchInspector()
}

/** Whoever works in the inspector keeps it: its content must not be swapped for that of the next device. */
export function holdWhileWorking(content: HTMLElement | null): (() => void) | undefined {
  if (!content) return undefined
  for (const sign of signsOfWork) content.addEventListener(sign, hold)
  return () => {
    for (const sign of signsOfWork) content.removeEventListener(sign, hold)
  }
}
