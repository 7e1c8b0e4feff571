import type { Wiring } from '../contract/wiring.ts'

/**
 * What the files of a certificate are called in a printed configuration: the first usable one of `names`, of the names
 * that the certificate is set to, or of those that the diagram knows; else `site`.
 * @param set the setting of the certificate's names, separated by blanks
 */
export function certificateFile(
  names: readonly string[],
  set: string | undefined,
  wiring: Pick<Wiring, 'knownNames'> | undefined,
): string {
  const candidates = [...names, ...(set ?? '').split(/[\s,]+/), ...(wiring?.knownNames() ?? [])]
  const plain = candidates.map((name) => name.replace(/^\*?\./, ''))
  return plain.find((name) => /^[a-z\d][\w.-]*$/i.test(name)) ?? 'site'
}
