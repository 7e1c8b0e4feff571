import type { Diagram } from '../model/diagram.ts'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `d2` before `d10`, everything else by code unit: the same in every browser and language. */
function compareKeys(a: string, b: string): number {
  const [numberA, numberB] = [Number(/^[a-z]?(\d+)$/.exec(a)?.[1]), Number(/^[a-z]?(\d+)$/.exec(b)?.[1])]
  if (a[0] === b[0] && numberA !== numberB && !Number.isNaN(numberA) && !Number.isNaN(numberB)) return numberA - numberB
  return a < b ? -1 : a > b ? 1 : 0
}

/** The same value with the keys of every object in order; what is `undefined` is left out. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (!isRecord(value)) return value
  const keys = Object.keys(value).filter((key) => value[key] !== undefined)
  return Object.fromEntries(keys.toSorted(compareKeys).map((key) => [key, sortKeys(value[key])]))
}

/** The diagram as the text of a file: equal diagrams are equal text. */
export function toText(diagram: Diagram): string {
  return `${JSON.stringify(sortKeys(diagram), undefined, 2)}\n`
}

/** A file name from a title that every system takes: `Mein Netz: Teil 1` → `Mein Netz Teil 1.json`. */
export function fileName(title: string, extension: string): string {
  const stem = title
    .normalize('NFC')
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .slice(0, 80)
    .replace(/[. ]+$/, '')
  // Windows reserves the names of its devices, with any extension.
  const isUsable = stem !== '' && !/^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(stem)
  return `${isUsable ? stem : 'paketweg'}.${extension}`
}
