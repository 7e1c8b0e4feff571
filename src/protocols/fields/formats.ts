import { isHostname } from '../dns/name.ts'
import { isAddress } from '../ip/address.ts'
import { isCidrOrAddress } from '../ip/cidr.ts'
import type { TextFormat } from './field.ts'

/** A port, or a range `8000-8010`, or several of both with commas; each from 1 to 65535, ranges not reversed. */
export function isPorts(text: string): boolean {
  return text.split(',').every((part) => {
    const match = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(part)
    if (!match) return false
    const first = Number(match[1])
    const last = match[2] === undefined ? first : Number(match[2])
    return first >= 1 && last <= 65_535 && first <= last
  })
}

/** A server name as certificates and virtual hosts write it: a host name, `*.name`, `name.*`, `.name`, or `_`. */
function isServerName(text: string): boolean {
  return text === '_' || isHostname(text.replace(/^\*?\./, '').replace(/\.\*$/, ''))
}

/** Whatever may own a record: `.` is the root, `*` and `_service` labels included (RFC 1035 section 2.3.1, RFC 2782). */
function isDnsName(text: string): boolean {
  if (text === '.') return true
  const parts = text.replace(/\.$/, '').split('.')
  return text.length <= 254 && parts.every((label) => /^(?:\*|[\w-]{1,63})$/.test(label))
}

/** Any text but control characters; tab and line feed are allowed. */
function isPrintable(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 0x7f || (unit < 0x20 && unit !== 0x09 && unit !== 0x0a)) return false
  }
  return true
}

const checks: Readonly<Record<TextFormat, (text: string) => boolean>> = {
  plain: isPrintable,
  hostname: (text) => isServerName(text) || isAddress(text),
  'dns-name': isDnsName,
  names: (text) =>
    text
      .trim()
      .split(/[\s,]+/)
      .every(isServerName),
  path: (text) => /^[/~=^@*.]\S*$/.test(text) && isPrintable(text),
  address: isAddress,
  'address-or-cidr': isCidrOrAddress,
  ports: isPorts,
  origin: (text) => text === '*' || text === 'null' || /^https?:\/\/[^\s/?#]+$/.test(text),
  'header-name': (text) => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text),
  duration: (text) => /^\d+(ms|s|m|h|d)?$/.test(text),
}

/** Whether a text may stand in a field of this format. */
export function isFormat(format: TextFormat, text: string): boolean {
  return checks[format](text)
}
