import type { Header } from '../../model/request.ts'
import { all, remove } from '../../protocols/http/headers.ts'
import type { HeaderAction } from './fields.ts'

interface HeaderRule {
  readonly action: HeaderAction
  readonly name: string
  readonly value: string | undefined
}

/** `Header` and `RequestHeader`, one rule after the other (mod_headers). */
export function changeHeaders(headers: readonly Header[], rules: readonly HeaderRule[]): readonly Header[] {
  return rules.reduce(change, headers)
}

function change(headers: readonly Header[], { action, name, value = '' }: HeaderRule): readonly Header[] {
  switch (action) {
    case 'set':
      return [...remove(headers, name), [name, value]]
    case 'add':
      return [...headers, [name, value]]
    case 'append':
      return [...remove(headers, name), [name, [...all(headers, name), value].join(', ')]]
    case 'unset':
      return remove(headers, name)
  }
}
