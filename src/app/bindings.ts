import { isMac } from './keys.ts'

/** What of a key stroke tells which binding it is. */
type Stroke = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/**
 * Whether a key stroke is a binding such as `$mod+Shift+z`. It counts what is typed, not where the key lies: on a
 * German keyboard undo is where `Z` is printed. Other modifiers than those named must be up, so that AltGr (Ctrl and
 * Alt at once on Windows) still types its characters.
 */
export function isBinding(binding: string, stroke: Stroke): boolean {
  const parts = binding.split('+')
  const wanted = parts.at(-1) ?? ''
  const has = (modifier: string) => modifier !== wanted && parts.includes(modifier)
  const onMac = isMac()
  return (
    stroke.ctrlKey === (has('$mod') && !onMac) &&
    stroke.metaKey === (has('$mod') && onMac) &&
    stroke.shiftKey === has('Shift') &&
    stroke.altKey === has('Alt') &&
    isKey(wanted, stroke)
  )
}

/** With Alt held, a Mac types other characters on the keys of the digits. */
function isKey(wanted: string, { key, code }: Stroke): boolean {
  if (wanted === 'Space') return key === ' '
  return key.toLowerCase() === wanted.toLowerCase() || (/^\d$/.test(wanted) && code === `Digit${wanted}`)
}
