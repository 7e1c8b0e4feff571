import type { Json } from '../../model/topology.ts'
import type { Place, Result } from './directive.ts'
import type { Draft } from './draft.ts'
import { quoted } from './syntax.ts'
import { isModernSuites, tlsDirectives } from './tls.ts'

/**
 * A line about TLS: one for the whole server, whatever virtual host it stands in. Of two that say different things only
 * the first is modelled, and none that holds for a path alone.
 * @param isKept whether its words have an effect; of the others only that they differ is of interest
 */
const onceForAll = (name: string, isKept: boolean) => ({
  read: (args: readonly string[], draft: Draft, { path, pattern, directory }: Place): Result => {
    if (args.length === 0) return 'unreadable'
    if (path !== undefined || pattern !== undefined || directory !== undefined) return 'per-host'
    const line = [name, ...args.map((word) => quoted(word))].join(' ')
    const key = isModernSuites(name, args) ? `${name} TLSv1.3` : name
    const known = draft.tls.get(key)
    if (known !== undefined && known !== line) return 'per-host'
    draft.tls.set(key, line)
    const before = draft.settings['tlsDirectives']
    const lines: readonly Json[] = Array.isArray(before) ? before : []
    if (isKept && known === undefined) draft.settings['tlsDirectives'] = [...lines, line]
    return 'read'
  },
})

const files = ['SSLCertificateFile', 'SSLCertificateKeyFile', 'SSLCertificateChainFile']

/** The directives about TLS, by name in lower case. */
export const tlsLines = Object.fromEntries(
  [...files, ...tlsDirectives].map((name) => [name.toLowerCase(), onceForAll(name, !files.includes(name))]),
)
