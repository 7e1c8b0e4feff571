/** A piece of a template: plain words, or a place to fill, with its two plural forms where it counts something. */
export type Piece =
  | { readonly type: 'words'; readonly text: string }
  | { readonly type: 'place'; readonly name: string; readonly plural?: { readonly one: string; readonly many: string } }

const place = /\{([A-Za-z]\w*)(?:,([^,}]*),([^}]*))?\}/g
const parsed = new Map<string, readonly Piece[]>()

/** Takes a template apart: `{name}` is filled in, `{n,one form,# forms}` by the plural rules of the language. */
export function piecesOf(template: string): readonly Piece[] {
  const known = parsed.get(template)
  if (known) return known
  const pieces: Piece[] = []
  let end = 0
  for (const match of template.matchAll(place)) {
    const [whole, name = '', one, many] = match
    if (match.index > end) pieces.push({ type: 'words', text: template.slice(end, match.index) })
    pieces.push({ type: 'place', name, ...(one !== undefined && many !== undefined ? { plural: { one, many } } : {}) })
    end = match.index + whole.length
  }
  if (end < template.length) pieces.push({ type: 'words', text: template.slice(end) })
  parsed.set(template, pieces)
  return pieces
}

/** The names of the places in a template, each once, sorted: what two languages must agree on. */
export function placesOf(template: string): readonly string[] {
  const names = piecesOf(template).flatMap((piece) => (piece.type === 'place' ? [piece.name] : []))
  return [...new Set(names)].toSorted()
}
