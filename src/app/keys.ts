import type { T } from '../i18n/use-t.tsx'

export const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform)

/** A binding as it stands on the person's keys: `Strg Umschalt Z`, on a Mac `⌘ ⇧ Z`. */
export function keysOf(binding: string, t: T): string {
  const onMac = isMac()
  const names: Readonly<Record<string, string>> = {
    $mod: onMac ? '⌘' : t('key.ctrl'),
    Shift: onMac ? '⇧' : t('key.shift'),
    Alt: onMac ? '⌥' : t('key.alt'),
    Space: t('key.space'),
    Enter: t('key.enter'),
  }
  const keys = binding === 'Shift+?' ? ['?'] : binding.split('+')
  return keys.map((key) => names[key] ?? key.toUpperCase()).join(' ')
}
