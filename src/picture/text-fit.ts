/** How a text is set, as far as its width goes. `size` in diagram units. */
export interface Face {
  readonly size: number
  readonly mono?: boolean
  readonly bold?: boolean
}

/**
 * About how wide a text is. A picture is laid out without a browser, so this goes by classes of letters of a common
 * sans (Noto Sans, Segoe UI); it is a little generous, so that what is cut to fit does fit.
 */
export function widthOf(text: string, { size, mono, bold }: Face): number {
  let ems = 0
  for (const character of text) ems += mono ? 0.6 : emsOf(character)
  return ems * size * (bold ? 1.05 : 1)
}

function emsOf(character: string): number {
  if (/[ijl.,:;'|! ]/.test(character)) return 0.28
  if (/[ftrI()[\]{}\-/]/.test(character)) return 0.36
  if (/[mM@%W]/.test(character)) return 0.92
  if (character === 'w') return 0.8
  if (/[\u2e80-\uffef]|\p{Extended_Pictographic}/u.test(character)) return 1.05
  return /\p{Lu}/u.test(character) ? 0.65 : 0.565
}

/** The text, or as much of it as fits with an ellipsis. */
export function fitted(text: string, width: number, face: Face): string {
  if (widthOf(text, face) <= width) return text
  const characters = Array.from(text)
  while (characters.length > 0 && widthOf(`${characters.join('')}…`, face) > width) characters.pop()
  return `${characters.join('').trimEnd()}…`
}

/** The text in lines no wider than `width`; what does not fit into `maxLines` ends in an ellipsis. */
export function wrapped(text: string, width: number, maxLines: number, face: Face): string[] {
  const lines = text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width, face))
  if (lines.length <= maxLines) return lines
  const kept = lines.slice(0, maxLines)
  return kept.map((line, index) =>
    index === maxLines - 1 ? fitted(`${line} ${lines[maxLines] ?? ''}…`, width, face) : line,
  )
}

function wrapParagraph(paragraph: string, width: number, face: Face): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of paragraph.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer, face) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line].map((each) => fitted(each, width, face))
}
