/** Long words of labels, with the places where they may be broken. */
const words = [
  'Dritt-anbieter',
  'Entwicklungs-modus',
  'Masque-rading',
  'Port-weiter-leitung',
  'Weiter-leitung',
  'Wieder-holung',
  'Zeit-über-schreitung',
  'zusammen-fassen',
  'zustands-behaftet',
].map((word) => ({ word: word.replaceAll('-', ''), broken: word.replaceAll('-', '\u00AD') }))

/**
 * A label that may be broken where it makes sense: not every browser knows how to hyphenate German, and a narrow form
 * must not break a word anywhere.
 */
export function withSoftHyphens(label: string): string {
  return words.reduce((text, { word, broken }) => text.replaceAll(word, broken), label)
}
