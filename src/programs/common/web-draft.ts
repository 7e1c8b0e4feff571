import type { HttpBody } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import type { StepRef } from '../../model/verdict.ts'

/** An answer of a web server before it goes through the server's filters. */
export interface WebDraft {
  readonly status: number
  readonly reason?: string
  readonly headers: readonly Header[]
  readonly body?: HttpBody | undefined
  readonly because?: StepRef
  readonly closes?: boolean
}
