import type { BodyType } from '../../model/request.ts'
import type { Context } from '../contract/context.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** What parts the fields of a form with files: the same beginning, and sixteen letters by chance. */
export function multipart(context: Context<unknown, unknown>): string {
  const pick = () => letters[Math.floor(context.random() * letters.length)] ?? ''
  return `----WebKitFormBoundary${Array.from({ length: 16 }, pick).join('')}`
}

/** The Content-Type that a body brings along (Fetch, "extract a body"; HTML, "form submission"). */
export function typeOf(bodyType: BodyType | undefined, isFetch: boolean, boundary: string): string | undefined {
  switch (bodyType ?? (isFetch ? 'text' : 'urlencoded')) {
    case 'urlencoded':
      return `application/x-www-form-urlencoded${isFetch ? ';charset=UTF-8' : ''}`
    case 'multipart':
      return `multipart/form-data; boundary=${boundary}`
    case 'text':
      return `text/plain${isFetch ? ';charset=UTF-8' : ''}`
    case 'blob':
      return undefined
  }
}
