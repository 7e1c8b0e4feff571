/** Where names stand among the words of a record's data (RFC 1035 section 3.3, RFC 2782 for SRV). */
const places: Readonly<Record<string, readonly number[]>> = {
  CNAME: [0],
  NS: [0],
  PTR: [0],
  MX: [1],
  SRV: [3],
  SOA: [0, 1],
}

/** A record's data with each name in it changed; data without names stays as it is. */
export function changeNames(type: string, data: string, change: (name: string) => string): string {
  const own = places[type]
  if (!own) return data
  const words = data.trim().split(/\s+/)
  return words.map((word, index) => (own.includes(index) ? change(word) : word)).join(' ')
}
