import { useMemo } from 'react'
import { useLanguage, useT, useTell } from '../i18n/use-t.tsx'
import type { Speaker } from './speaker.ts'

/** The page's voice, for what is done outside of components. */
export function useSpeaker(): Speaker {
  const t = useT()
  const tell = useTell()
  const language = useLanguage()
  return useMemo(() => ({ t, tell, language }), [t, tell, language])
}
