import { number, text, type Message } from '../model/message.ts'

/** Why something is not taken as a document. A closed set; `path` says where, as in `devices.d3.position.x`. */
export type DocumentError =
  | { readonly code: 'not-json' }
  | { readonly code: 'not-a-document' }
  | { readonly code: 'too-large' }
  | { readonly code: 'made-by-newer-version'; readonly version: number }
  | { readonly code: 'invalid'; readonly path: string }

/**
 * Something that was mended when a document came in, to be told to the person. The codes are `repair.*` of the
 * app's catalogue.
 */
export type Repair = Message

/** The error as a message: `document-error.*` of the app's catalogue. */
export function documentErrorMessage(error: DocumentError): Message {
  const code = `document-error.${error.code}`
  if (error.code === 'invalid') return { code, data: { path: text(error.path) } }
  if (error.code === 'made-by-newer-version') return { code, data: { version: number(error.version) } }
  return { code, data: {} }
}
