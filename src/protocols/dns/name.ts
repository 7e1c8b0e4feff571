/** The form in which names are compared: lower case (RFC 4343), without the root's dot at the end. */
export function normaliseName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

/** The labels of a name, the host's first; the root has none. */
export function labels(name: string): string[] {
  const normal = normaliseName(name)
  return normal === '' ? [] : normal.split('.')
}

/**
 * Whether a text can name a host: letters, digits and inner hyphens, labels of 1 … 63 and at most 253 characters in
 * all (RFC 1123 section 2.1, RFC 1035 section 2.3.4), the last label not a number, because that is an address.
 */
export function isHostname(text: string): boolean {
  const parts = labels(text)
  const last = parts.at(-1)
  if (last === undefined || /^\d+$/.test(last) || normaliseName(text).length > 253) return false
  return parts.every((label) => label.length <= 63 && /^[a-z\d](?:[a-z\d-]*[a-z\d])?$/.test(label))
}

/** Whether `child` is `parent` or lies below it; everything lies below the root, the empty name. */
export function isSubdomain(child: string, parent: string): boolean {
  const [below, above] = [normaliseName(child), normaliseName(parent)]
  return above === '' || below === above || below.endsWith(`.${above}`)
}

/**
 * Whether a certificate's name covers a host's: equal, or `*` in place of exactly the left-most label (RFC 9525
 * section 6.3). As in OpenSSL and Chromium a pattern needs two labels after its `*`.
 */
export function matchesWildcard(pattern: string, name: string): boolean {
  const [first, ...rest] = labels(pattern)
  const [host, ...parent] = labels(name)
  if (first !== '*') return first !== undefined && normaliseName(pattern) === normaliseName(name)
  return rest.length >= 2 && host !== undefined && rest.join('.') === parent.join('.')
}
