import { unescaped } from './xml.ts'

/** The document that an SVG of ours carries; undefined where it is another SVG, or none. */
export function readSvgDocument(text: string): string | undefined {
  const found = /<metadata\b[^>]*\bid=["']paketweg["'][^>]*>([\s\S]*?)<\/metadata>/.exec(text)
  return found?.[1] === undefined ? undefined : unescaped(found[1])
}
