import { parseAddress } from '../../protocols/ip/address.ts'
import type { Directive } from './directive.ts'

/** One `listen`. */
export interface Listen {
  /** Unset: every IPv4 address; `::` every IPv6 one. */
  readonly address: string | undefined
  readonly port: number
  readonly ssl: boolean
  readonly isDefault: boolean
  readonly setting: string | undefined
}

/** A server block without a `listen`. */
export const everywhere: Listen = { address: undefined, port: 80, ssl: false, isDefault: false, setting: undefined }

/** What a `listen` says (ngx_http_core_module); nothing for sockets that are no network's. */
export function parseListen({ args, setting }: Directive): Listen | undefined {
  const [place = '80', ...flags] = args
  const match = /^(?:\[(?<v6>[^\]]*)\]|(?<host>[^:]*?))(?::(?<port>\d+))?$/.exec(place)
  if (!match?.groups || place.startsWith('unix:')) return undefined
  const { v6, host = '', port } = match.groups
  const isPort = v6 === undefined && port === undefined && /^\d+$/.test(host)
  const named = v6 ?? (isPort || host === '*' || host === '0.0.0.0' ? '' : host)
  const address = named === 'localhost' ? '127.0.0.1' : named
  if (address !== '' && !parseAddress(address).ok) return undefined
  const number = Number(isPort ? host : (port ?? 80))
  if (number < 1 || number > 65_535) return undefined
  return {
    address: address === '' ? undefined : address,
    port: number,
    ssl: flags.includes('ssl'),
    isDefault: flags.includes('default_server') || flags.includes('default'),
    setting,
  }
}

const isSixfold = (address: string): boolean => address.includes(':')

/** How well a socket fits the address that was asked: its own address beats every address. */
export function socketFit({ address }: Listen, asked: string): number {
  if (address === asked) return 2
  if (address === '::') return isSixfold(asked) ? 1 : 0
  return address === undefined && !isSixfold(asked) ? 1 : 0
}
