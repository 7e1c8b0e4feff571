import { inherited, valueOf, type Scope } from './scope.ts'

const texts = [
  'text/html',
  'text/xml',
  'text/plain',
  'text/vnd.wap.wml',
  'application/javascript',
  'application/rss+xml',
]

/** A type with the `charset` that is set for texts (ngx_http_charset_module); one that names a charset stays. */
export function charsetOf(scope: Scope, type: string): string {
  const charset = valueOf(scope, 'charset')
  if (charset === undefined || charset === 'off' || /;\s*charset=/i.test(type)) return type
  const types = new Set(['text/html', ...(inherited(scope, 'charset_types')[0]?.args ?? texts)])
  return types.has(type) || types.has('*') ? `${type}; charset=${charset}` : type
}
