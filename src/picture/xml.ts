/** A piece of finished markup: only `element` and `escaped` make one, so that no raw text slips in. */
export interface Markup {
  readonly xml: string
}

type Attributes = Readonly<Record<string, string | number | undefined>>

/** Characters that XML 1.0 cannot hold in any spelling (section 2.2): most controls, lone surrogates, U+FFFE and U+FFFF. */
// oxlint-disable-next-line eslint/no-control-regex -- Those controls are what it looks for.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Plain text as XML text; what XML cannot hold becomes U+FFFD. */
export const escaped = (text: string): Markup => ({ xml: spelled(text) })

const spelled = (text: string): string =>
  text.replace(forbidden, '\ufffd').replace(/[&<>"]/g, (character) => entities[character] ?? character)

/** An element; attributes that are undefined are left out, and numbers lose their idle decimals. */
export function element(tag: string, attributes: Attributes, ...children: readonly (Markup | undefined)[]): Markup {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${spelled(numeral(value))}"`]))
    .join('')
  const inside = children.map((child) => child?.xml ?? '').join('')
  return { xml: inside === '' ? `<${tag}${written}/>` : `<${tag}${written}>${inside}</${tag}>` }
}

const numeral = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : value

/** The text that XML text stands for: named and numbered entities. */
export function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (typeof decimal === 'string') return fromCodePoint(Number(decimal), whole)
    if (typeof hex === 'string') return fromCodePoint(Number.parseInt(hex, 16), whole)
    return named[String(name).toLowerCase()] ?? whole
  })
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const fromCodePoint = (point: number, otherwise: string): string =>
  point <= 0x10ffff ? String.fromCodePoint(point) : otherwise
