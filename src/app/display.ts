import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { getSession, setTheme, togglePanel, useSession, type Session } from '../store/session-store.ts'

const themeKey = 'paketweg.theme'
const projectorKey = 'paketweg.projector'

function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // Storage may be forbidden: the choice holds until the page is closed.
  }
}

function remembered(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

const root = () => document.documentElement
const prefersDark = () => matchMedia('(prefers-color-scheme: dark)')

function isDark(theme: Session['theme']): boolean {
  return theme === 'dark' || (theme === 'system' && prefersDark().matches)
}

function applyTheme(): void {
  root().dataset['theme'] = isDark(getSession().theme) ? 'dark' : 'light'
}

/** So wide a window has room for the inspector beside the canvas though everything is larger (`useRoomFor`). */
const isBeside = () => matchMedia('(width >= 100rem)').matches

const projector = createStore<{ readonly isOn: boolean }>()(() => ({ isOn: false }))

/** Takes up what was chosen on the last visit, and follows the system where nothing was. */
export function restoreDisplay(): void {
  const theme = remembered(themeKey)
  if (theme === 'dark' || theme === 'light') setTheme(theme)
  applyTheme()
  prefersDark().addEventListener('change', applyTheme)
  if (remembered(projectorKey) === 'on') setProjector(true)
}

const selectIsDark = (session: Session) => isDark(session.theme)
export const useIsDark = (): boolean => useSession(selectIsDark)

export function toggleTheme(): void {
  const theme = isDark(getSession().theme) ? 'light' : 'dark'
  setTheme(theme)
  remember(themeKey, theme)
  applyTheme()
}

export const useProjector = (): boolean => useStore(projector, (state) => state.isOn)

/** Enlarges everything by a quarter, to be read from the last row. */
export function setProjector(isOn: boolean): void {
  projector.setState({ isOn })
  remember(projectorKey, isOn ? 'on' : undefined)
  if (isOn) {
    root().dataset['projector'] = ''
    // The diagram is what the last row is to see: what stands beside it gives way, and can be unfolded again.
    togglePanel('palette', false)
    if (isBeside()) togglePanel('inspector', false)
  } else delete root().dataset['projector']
}
