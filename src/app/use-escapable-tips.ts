import { useEffect } from 'react'

/** Escape puts away the labels of buttons until the pointer moves on (WCAG 1.4.13). */
export function useEscapableTips(): void {
  useEffect(() => {
    const set = (isOff: boolean) => {
      if (isOff) document.documentElement.dataset['tips'] = 'off'
      else delete document.documentElement.dataset['tips']
    }
    const onKeyDown = (event: KeyboardEvent) => set(event.key === 'Escape')
    const onPointerMove = () => set(false)
    addEventListener('keydown', onKeyDown)
    addEventListener('pointermove', onPointerMove)
    return () => {
      removeEventListener('keydown', onKeyDown)
      removeEventListener('pointermove', onPointerMove)
    }
  }, [])
}
