import type { DeviceId } from './topology.ts'

export type Header = readonly [name: string, value: string]

/** Who makes a browser send it (Fetch: initiator and destination in one word a person knows). */
export type Initiator =
  | 'address-bar'
  | 'link'
  | 'form'
  | 'fetch'
  | 'image'
  | 'media'
  | 'script'
  | 'style'
  | 'font'
  | 'iframe'

/** What a page may make of it (Fetch, "request mode"). */
export type FetchMode = 'cors' | 'no-cors' | 'same-origin'

/** Whether a page tells where a request comes from (Referer); unset: its origin, but not from https to http. */
export type ReferrerPolicy = 'no-referrer' | 'same-origin' | 'origin' | 'strict-origin-when-cross-origin'

/** How a body is written: decides its Content-Type where the headers name none. `blob` has none. */
export type BodyType = 'text' | 'urlencoded' | 'multipart' | 'blob'

export interface HttpRequestSpec {
  readonly type: 'http'
  readonly from: DeviceId
  readonly method: string
  /** Absolute URL as typed; a missing scheme means https in a browser. */
  readonly url: string
  readonly headers?: readonly Header[]
  readonly body?: string
  readonly initiator?: Initiator
  /** Origin of the page that a `fetch`, link or form comes from, e.g. `https://shop.example`. */
  readonly pageOrigin?: string
  readonly credentials?: 'omit' | 'same-origin' | 'include'
  /** Unset: `cors` for a `fetch` or a font, `no-cors` for what else a page embeds. Pages themselves have none. */
  readonly mode?: FetchMode
  /** What a `fetch` does with a redirect; unset: follows it. */
  readonly redirect?: 'follow' | 'error' | 'manual'
  /** Unset: text from a `fetch`, the fields of a form otherwise. */
  readonly bodyType?: BodyType
  readonly referrerPolicy?: ReferrerPolicy
  /** Overrides the client's connect time-out, ms. */
  readonly connectTimeoutMs?: number
  /** Overrides the client's total time-out, ms. */
  readonly timeoutMs?: number
}

export interface DnsRequestSpec {
  readonly type: 'dns'
  readonly from: DeviceId
  readonly name: string
  readonly recordType: 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'TXT' | 'SOA' | 'SRV' | 'PTR'
  /** Whether the server is to look the answer up for the sender (RD); unset: yes. */
  readonly recursionDesired?: boolean
}

export interface TcpRequestSpec {
  readonly type: 'tcp'
  readonly from: DeviceId
  /** Name or address. */
  readonly host: string
  readonly port: number
  readonly timeoutMs?: number
}

export interface UdpRequestSpec {
  readonly type: 'udp'
  readonly from: DeviceId
  /** Name or address. */
  readonly host: string
  readonly port: number
  readonly timeoutMs?: number
}

export interface PingRequestSpec {
  readonly type: 'ping'
  readonly from: DeviceId
  readonly host: string
  readonly ttl?: number
  readonly timeoutMs?: number
}

/** What a person (or a scenario) asks of the diagram. */
export type Request = HttpRequestSpec | DnsRequestSpec | TcpRequestSpec | UdpRequestSpec | PingRequestSpec
