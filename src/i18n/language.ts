export type Language = 'en' | 'de'

const storageKey = 'paketweg.language'

/** The language chosen before on this machine, else what the browser asks for, else English. */
export function firstLanguage(): Language {
  const saved = remembered()
  if (saved) return saved
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
}

function remembered(): Language | undefined {
  try {
    const value = localStorage.getItem(storageKey)
    return value === 'de' || value === 'en' ? value : undefined
  } catch {
    // Storage may be forbidden: then the browser's language decides every time.
    return undefined
  }
}

/** Keeps the choice for the next visit and tells the page, so that screen readers and hyphenation follow. */
export function rememberLanguage(language: Language): void {
  document.documentElement.lang = language
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // Nothing is lost but the memory of the choice.
  }
}
