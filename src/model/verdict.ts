/** How a journey ended: what the sender got. A closed set; curl's exit code and `net::ERR_…` are its spelling. */
export type Seen =
  | {
      readonly type: 'answer'
      readonly status: number
      readonly reason: string
      /** What a browser does with it where it shows no page of it. */
      readonly instead?: Instead
    }
  | { readonly type: 'dns-answer'; readonly rcode: string; readonly answers: readonly string[] }
  | { readonly type: 'open' }
  | { readonly type: 'echo'; readonly ms: number }
  | Failed

/**
 * An answer without a page: there is nothing to show, it is saved as a file, or the browser shows an error of its own
 * (an error without content, a file to save with another status than 2xx).
 */
export type Instead = 'nothing' | 'download' | 'own-error' | 'no-download'

export type FailureReason =
  | 'name-not-found'
  | 'refused'
  | 'timed-out'
  | 'host-unreachable'
  | 'net-unreachable'
  | 'ttl-exceeded'
  | 'reset'
  | 'empty-reply'
  | 'closed'
  | 'bad-certificate'
  | 'protocol-error'
  | 'too-many-redirects'
  | 'blocked-by-cors'
  | 'mixed-content'
  | 'bad-url'
  /** The browser itself refuses: the page may not ask so, or must not get this. */
  | 'not-allowed'
  /** The sender itself is off, or its program is stopped: nobody asked, nothing was sent. */
  | 'not-sent'
  | 'not-modelled'

/** `detail` narrows a reason: `expired`, `wrong-name`, `no-allow-origin`, `preflight-status` … */
export interface Failed {
  readonly type: FailureReason
  readonly detail?: string
  /** The network's own answer, where the sender was not allowed to see it (CORS). */
  readonly status?: number
}

export interface Verdict {
  readonly seen: Seen
  /** Id of the hop and index of the step that made it so, perhaps elsewhere and earlier. */
  readonly because: StepRef
}

export interface StepRef {
  readonly hop: number
  readonly step: number
}

/** Whether the sender got what it asked for: an answer under 400, an open port, an echo, a name. */
export function isSuccess(seen: Seen): boolean {
  if (seen.type === 'answer') return seen.status < 400
  if (seen.type === 'dns-answer') return seen.rcode === 'NOERROR' && seen.answers.length > 0
  return seen.type === 'open' || seen.type === 'echo'
}
