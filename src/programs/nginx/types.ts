import { typeOf, type FileRow } from '../common/static-files.ts'
import { charsetOf } from './charset.ts'
import { valueOf, type Scope } from './scope.ts'

/** What nginx knows without any `types`. */
const builtIn: Readonly<Record<string, string>> = { html: 'text/html', gif: 'image/gif', jpg: 'image/jpeg' }

/** The media type for a name's ending (`types`, `default_type`). */
export function typeFor(scope: Scope, path: string): string {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase()
  const found = ending === undefined ? undefined : listedIn(scope, ending)
  return charsetOf(scope, found ?? valueOf(scope, 'default_type') ?? 'text/plain')
}

function listedIn(scope: Scope, ending: string): string | undefined {
  for (let level: Scope | undefined = scope; level; level = level.parent) {
    const own = level.own.get('types')
    const isIncluded = level.own.get('include')?.some(({ args }) => args[0] === 'mime.types') ?? false
    if (!own && !isIncluded) continue
    const row = own?.flatMap(({ block = [] }) => block).findLast(({ args }) => args.includes(ending))
    return row?.name ?? (isIncluded ? typeOf(asFile(ending)) : undefined)
  }
  return builtIn[ending]
}

const asFile = (ending: string): FileRow => ({
  path: `/x.${ending}`,
  bytes: undefined,
  type: undefined,
  cacheControl: undefined,
  text: undefined,
})
