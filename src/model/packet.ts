import type { Header } from './request.ts'

export interface IpLayer {
  readonly source: string
  readonly destination: string
  readonly ttl: number
}

export type TcpFlag = 'SYN' | 'ACK' | 'RST' | 'FIN' | 'PSH'

export interface TcpLayer {
  readonly type: 'tcp'
  readonly sourcePort: number
  readonly destinationPort: number
  readonly flags: readonly TcpFlag[]
}

export interface UdpLayer {
  readonly type: 'udp'
  readonly sourcePort: number
  readonly destinationPort: number
}

export type IcmpCode =
  | 'echo-request'
  | 'echo-reply'
  | 'net-unreachable'
  | 'host-unreachable'
  | 'protocol-unreachable'
  | 'port-unreachable'
  | 'net-prohibited'
  | 'host-prohibited'
  | 'admin-prohibited'
  | 'ttl-exceeded'

export interface IcmpLayer {
  readonly type: 'icmp'
  readonly code: IcmpCode
  /** Of an echo: which question it is (RFC 792, "Identifier"); 0 where it is not said. */
  readonly id?: number
  /** The packet that this error is about (RFC 792): addresses and ports as the reporter saw them. */
  readonly about?: Flow
}

/** What identifies a flow: the five-tuple of RFC 6146's session. */
export interface Flow {
  readonly protocol: 'tcp' | 'udp' | 'icmp'
  readonly source: string
  readonly sourcePort: number
  readonly destination: string
  readonly destinationPort: number
}

/** No packet at all: a file on the same machine, as SQLite's (its "cable" means file access). */
export interface FileLayer {
  readonly type: 'file'
  readonly path: string
}

export type TransportLayer = TcpLayer | UdpLayer | IcmpLayer | FileLayer

export interface DnsQuestion {
  readonly name: string
  readonly type: string
}

export interface DnsRecord {
  readonly name: string
  readonly type: string
  /** Seconds. */
  readonly ttl: number
  readonly data: string
}

export interface DnsMessage {
  readonly protocol: 'dns'
  readonly kind: 'query' | 'response'
  readonly id: number
  readonly question: DnsQuestion
  readonly recursionDesired: boolean
  readonly authoritative?: boolean
  /** The server looks things up for others (RA). */
  readonly recursionAvailable?: boolean
  readonly rcode?: 'NOERROR' | 'FORMERR' | 'SERVFAIL' | 'NXDOMAIN' | 'NOTIMP' | 'REFUSED'
  readonly answers?: readonly DnsRecord[]
  readonly authority?: readonly DnsRecord[]
  /** Addresses of the servers that are named: the glue of a delegation. */
  readonly additional?: readonly DnsRecord[]
}

export interface HttpBody {
  readonly bytes: number
  /** A short text of it, for the packet view and the page that the person sees. */
  readonly text?: string
}

export interface HttpRequestMessage {
  readonly protocol: 'http'
  readonly kind: 'request'
  readonly method: string
  /** Request target in origin form: path and query as sent. */
  readonly target: string
  readonly version: '1.0' | '1.1'
  readonly headers: readonly Header[]
  readonly body?: HttpBody
}

export interface HttpResponseMessage {
  readonly protocol: 'http'
  readonly kind: 'response'
  readonly status: number
  readonly reason: string
  readonly version: '1.0' | '1.1'
  readonly headers: readonly Header[]
  readonly body?: HttpBody
}

export interface SqlMessage {
  readonly protocol: 'sql'
  readonly kind: 'query' | 'result' | 'error' | 'login' | 'login-ok'
  readonly text: string
  readonly rows?: number
}

export interface TlsMessage {
  readonly protocol: 'tls'
  readonly kind: 'client-hello' | 'server-hello' | 'alert'
  readonly serverName?: string
  readonly version?: string
  readonly certificate?: CertificateInfo
  readonly alert?: string
  /** An alert that answers what the caller showed of itself when it was asked for a certificate, or that it showed none. */
  readonly isAboutCaller?: boolean
  /** What a hello offers: the lowest and highest version, and cipher suites where they were chosen by hand. */
  readonly offers?: TlsOffers
  /** How the server will find the caller's own certificate, where it has one and is asked for it. */
  readonly clientCertificate?: ClientCertificate
}

export interface TlsOffers {
  readonly lowest: TlsVersion
  readonly highest: TlsVersion
  /** For TLS 1.2 and below. */
  readonly ciphers?: readonly string[]
  /** For TLS 1.3. */
  readonly suites?: readonly string[]
  /** OpenSSL's security level: above 0 nothing below TLS 1.2 is spoken. */
  readonly level?: number
}

export type TlsVersion = '1.0' | '1.1' | '1.2' | '1.3'
/** What a caller's own certificate is like, in the eyes of whoever trusts the usual authority. */
export type ClientCertificate = 'trusted' | 'unknown-ca' | 'self-signed' | 'expired' | 'server-only'

/** What may be wrong with a certificate besides its names, dates and the authority at the end of its chain. */
export type CertificateDefect =
  | 'missing-intermediate'
  | 'expired-intermediate'
  | 'not-a-ca'
  | 'client-only'
  | 'encipherment-only'
  | 'weak-key'

/** A certificate as a peer sees it: names, dates and who signed it. Never a key. */
export interface CertificateInfo {
  readonly subject: string
  readonly names: readonly string[]
  readonly issuer: string
  /** Virtual epoch ms. */
  readonly notBefore: number
  readonly notAfter: number
  readonly selfSigned: boolean
  readonly trusted: boolean
  /** Unset: RSA. */
  readonly key?: 'ecdsa'
  /** How many authorities stand between it and the one at the end of the chain; unset: none. */
  readonly depth?: number
  readonly defect?: CertificateDefect
}

/** Bytes that are not this protocol's: what a port gets from a caller that speaks another one. */
export interface RawMessage {
  readonly protocol: 'raw'
  readonly kind: 'bytes'
  readonly text: string
  /** What follows on the same connection, each piece so many ms after the one before. */
  readonly later?: readonly { readonly afterMs: number; readonly text: string }[]
}

export type ApplicationMessage =
  | DnsMessage
  | HttpRequestMessage
  | HttpResponseMessage
  | SqlMessage
  | TlsMessage
  | RawMessage

/** A packet by its layers, so that each hop shows what came in, what went out, and what changed. */
export interface Packet {
  readonly ip: IpLayer
  readonly transport: TransportLayer
  /** Present when the application message travels inside a TLS session: only its two ends can read it. */
  readonly encrypted?: { readonly serverName?: string; readonly version: string }
  readonly message?: ApplicationMessage
}
