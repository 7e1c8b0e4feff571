const timeUnits: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  y: 31_536_000_000,
}

/** A time as nginx writes it (`90`, `1m 30s`, `500ms`), in ms; nothing where it cannot be read. */
export function parseTime(text: string): number | undefined {
  if (!/^(?:\d+(?:ms|[smhdwMy])?\s*)+$/.test(text)) return undefined
  let sum = 0
  for (const [, count, unit = 's'] of text.matchAll(/(\d+)(ms|[smhdwMy])?/g))
    sum += Number(count) * (timeUnits[unit] ?? 0)
  return sum
}

const sizeUnits: Readonly<Record<string, number>> = { k: 1024, m: 1_048_576, g: 1_073_741_824 }

/** A size as nginx writes it (`8k`, `1m`), in bytes; nothing where it cannot be read. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+)([kmg])?$/i.exec(text)
  return match ? Number(match[1]) * (sizeUnits[match[2]?.toLowerCase() ?? ''] ?? 1) : undefined
}

/** `name=value` among arguments. */
export function parameter(args: readonly string[], name: string): string | undefined {
  const found = args.find((one) => one.startsWith(`${name}=`))
  return found?.slice(name.length + 1)
}
