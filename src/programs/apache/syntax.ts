/** One directive, or a section with what stands in it (Apache, "Configuration Files"). */
export interface Statement {
  readonly line: number
  readonly text: string
  readonly name: string
  readonly args: readonly string[]
  /** What stands in a section; none for a directive. */
  readonly inside?: readonly Statement[]
}

export interface Parsed {
  readonly statements: readonly Statement[]
  /** Lines that are no directive. */
  readonly broken: readonly { readonly line: number; readonly text: string }[]
}

interface Open {
  readonly statement: Omit<Statement, 'inside'>
  readonly inside: Statement[]
}

/** Reads lines, continued ones too, into directives and sections. Never throws. */
export function parse(text: string): Parsed {
  const broken: { line: number; text: string }[] = []
  const root: Statement[] = []
  const open: Open[] = []
  const add = (statement: Statement) => void (open.at(-1)?.inside ?? root).push(statement)
  for (const { line, text: written } of logicalLines(text)) {
    if (written === '' || written.startsWith('#')) continue
    const closing = /^<\/\s*(\w+)\s*>$/.exec(written)
    if (closing) {
      const last = open.pop()
      if (last) add({ ...last.statement, inside: last.inside })
      if (last?.statement.name.toLowerCase() !== closing[1]?.toLowerCase()) broken.push({ line, text: written })
      continue
    }
    const opening = /^<\s*(\w+)\s*(.*)>$/.exec(written)
    if (opening) {
      const [, name = '', rest = ''] = opening
      open.push({ statement: { line, text: written, name, args: words(rest) }, inside: [] })
      continue
    }
    const [name = '', ...args] = words(written)
    if (/^\w+$/.test(name)) add({ line, text: written, name, args })
    else broken.push({ line, text: written })
  }
  for (const last of open.toReversed()) {
    open.pop()
    add({ ...last.statement, inside: last.inside })
  }
  return { statements: root, broken }
}

function logicalLines(text: string): readonly { readonly line: number; readonly text: string }[] {
  const lines: { line: number; text: string }[] = []
  let begun: { line: number; text: string } | undefined
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const whole = begun ? `${begun.text} ${raw.trim()}` : raw.trim()
    const line = begun?.line ?? index + 1
    if (whole.endsWith('\\')) begun = { line, text: whole.slice(0, -1).trimEnd() }
    else {
      begun = undefined
      lines.push({ line, text: whole })
    }
  }
  return begun ? [...lines, begun] : lines
}

/** Words, with quotes around those that hold blanks. */
function words(text: string): readonly string[] {
  const found = text.matchAll(/"((?:\\.|[^"\\])*)"?|'([^']*)'?|(\S+)/g)
  // A backslash only takes the meaning of a quote or of another backslash: `\\.` stays for a regular expression.
  return [...found].map(
    ([, double, single, bare]) =>
      double?.replace(/\\(["\\])/g, '$1') ?? (single ?? bare ?? '').replaceAll('\\\\', '\\'),
  )
}

/** A word as the file must have it. */
export const quoted = (word: string): string =>
  word === '' || /[\s"'\\]/.test(word) ? `"${word.replace(/["\\]/g, '\\$&')}"` : word
