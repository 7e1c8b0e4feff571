import type { Header } from '../../model/request.ts'

const isNamed = (name: string): ((header: Header) => boolean) => {
  const wanted = name.toLowerCase()
  return (header) => header[0].toLowerCase() === wanted
}

/** The value of the first field line with this name, in any case (RFC 9110 section 5.1). */
export function get(headers: readonly Header[], name: string): string | undefined {
  return headers.find(isNamed(name))?.[1]
}

/** The values of all field lines with this name, in order (RFC 9110 section 5.3). */
export function all(headers: readonly Header[], name: string): string[] {
  return headers.filter(isNamed(name)).map((header) => header[1])
}

/** Whether there is a field line with this name. */
export function has(headers: readonly Header[], name: string): boolean {
  return headers.some(isNamed(name))
}

/** One field line with this name and value: in the place of the first that there was, else at the end. */
export function set(headers: readonly Header[], name: string, value: string): Header[] {
  const first = headers.findIndex(isNamed(name))
  if (first < 0) return append(headers, name, value)
  const rest = remove(headers.slice(first), name)
  return [...headers.slice(0, first), [name, value], ...rest]
}

/** One more field line at the end, whatever there was. */
export function append(headers: readonly Header[], name: string, value: string): Header[] {
  return [...headers, [name, value]]
}

/** Without any field line of this name. */
export function remove(headers: readonly Header[], name: string): Header[] {
  const isWanted = isNamed(name)
  return headers.filter((header) => !isWanted(header))
}

/** The members of a comma-separated list over all its field lines; commas in quotes do not part (RFC 9110 section 5.6.1). */
export function listValues(headers: readonly Header[], name: string): string[] {
  const members = all(headers, name).flatMap((value) => value.match(/(?:"(?:[^"\\]|\\.)*"?|[^",])+/g) ?? [])
  return members.map((member) => member.replace(/^[ \t]+|[ \t]+$/g, '')).filter((member) => member !== '')
}
