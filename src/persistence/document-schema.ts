import * as v from 'valibot'
import { limits } from './limits.ts'

/** A running id: `d1`, `l7`; never `d01`. */
const id = (prefix: string) => v.pipe(v.string(), v.regex(new RegExp(`^${prefix}[1-9]\\d{0,8}$`)))
const textUpTo = (length: number) => v.pipe(v.string(), v.maxLength(length))
const between = (min: number, max: number) => v.pipe(v.number(), v.minValue(min), v.maxValue(max))
const word = textUpTo(limits.word)

const deviceId = id('d')
const coordinate = between(-limits.coordinate, limits.coordinate)
const point = v.strictObject({ x: coordinate, y: coordinate })
const size = v.strictObject({ width: between(1, limits.side), height: between(1, limits.side) })

const fault = v.variant('type', [
  v.strictObject({ type: v.literal('hung') }),
  v.strictObject({ type: v.literal('slow'), ms: between(0, 86_400_000) }),
  v.strictObject({
    type: v.literal('answers'),
    status: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599)),
  }),
  v.strictObject({ type: v.literal('resets') }),
  v.strictObject({ type: v.literal('closes') }),
])

const interfaceSettings = v.strictObject({
  network: v.pipe(v.string(), v.regex(/^[zl][1-9]\d{0,8}$/)),
  name: v.exactOptional(textUpTo(15)),
  addresses: v.exactOptional(v.pipe(v.array(word), v.maxLength(16))),
})

const route = v.strictObject({
  destination: word,
  action: v.picklist(['via', 'blackhole', 'unreachable', 'prohibit']),
  via: v.exactOptional(word),
})

const programRef = v.strictObject({
  id: word,
  profile: word,
  configVersion: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9999)),
})

const device = v.strictObject({
  id: deviceId,
  kind: word,
  name: textUpTo(limits.name),
  position: point,
  zone: v.exactOptional(id('z')),
  program: programRef,
  /** Its settings are checked against the program's fields, see configs.ts. */
  config: v.record(v.string(), v.unknown()),
  notRead: v.exactOptional(
    v.pipe(
      v.array(
        v.strictObject({
          line: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
          text: textUpTo(limits.unreadText),
        }),
      ),
      v.maxLength(limits.unreadLines),
    ),
  ),
  power: v.exactOptional(v.boolean()),
  service: v.exactOptional(v.boolean()),
  fault: v.exactOptional(fault),
  interfaces: v.exactOptional(v.pipe(v.array(interfaceSettings), v.maxLength(64))),
  /** Settings as in `config`. */
  filter: v.exactOptional(v.strictObject({ program: programRef, config: v.record(v.string(), v.unknown()) })),
  gateway: v.exactOptional(word),
  routes: v.exactOptional(v.pipe(v.array(route), v.maxLength(200))),
  runsOn: v.exactOptional(deviceId),
})

const link = v.strictObject({
  id: id('l'),
  from: deviceId,
  to: deviceId,
  latencyMs: v.exactOptional(between(0, 60_000)),
  lossPercent: v.exactOptional(between(0, 100)),
  cut: v.exactOptional(v.boolean()),
})

const zone = v.strictObject({
  id: id('z'),
  name: textUpTo(limits.name),
  cidr: v.exactOptional(word),
  exposure: v.picklist(['public', 'dmz', 'private']),
  position: point,
  size,
})

const note = v.strictObject({
  id: id('n'),
  text: textUpTo(limits.text),
  position: point,
  size: v.exactOptional(size),
  icon: v.exactOptional(v.literal('person')),
})

const timeout = v.exactOptional(between(0, 86_400_000))
const initiators = [
  'address-bar',
  'link',
  'form',
  'fetch',
  'image',
  'media',
  'script',
  'style',
  'font',
  'iframe',
] as const
const request = v.variant('type', [
  v.strictObject({
    type: v.literal('http'),
    from: deviceId,
    method: word,
    url: textUpTo(limits.url),
    headers: v.exactOptional(v.pipe(v.array(v.strictTuple([word, textUpTo(limits.url)])), v.maxLength(100))),
    body: v.exactOptional(textUpTo(limits.body)),
    initiator: v.exactOptional(v.picklist(initiators)),
    pageOrigin: v.exactOptional(word),
    credentials: v.exactOptional(v.picklist(['omit', 'same-origin', 'include'])),
    mode: v.exactOptional(v.picklist(['cors', 'no-cors', 'same-origin'])),
    redirect: v.exactOptional(v.picklist(['follow', 'error', 'manual'])),
    bodyType: v.exactOptional(v.picklist(['text', 'urlencoded', 'multipart', 'blob'])),
    referrerPolicy: v.exactOptional(
      v.picklist(['no-referrer', 'same-origin', 'origin', 'strict-origin-when-cross-origin']),
    ),
    connectTimeoutMs: timeout,
    timeoutMs: timeout,
  }),
  v.strictObject({
    type: v.literal('dns'),
    from: deviceId,
    name: word,
    recordType: v.picklist(['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SOA', 'SRV', 'PTR']),
    recursionDesired: v.exactOptional(v.boolean()),
  }),
  v.strictObject({
    type: v.literal('tcp'),
    from: deviceId,
    host: word,
    port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
    timeoutMs: timeout,
  }),
  v.strictObject({
    type: v.literal('udp'),
    from: deviceId,
    host: word,
    port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
    timeoutMs: timeout,
  }),
  v.strictObject({
    type: v.literal('ping'),
    from: deviceId,
    host: word,
    ttl: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255))),
    timeoutMs: timeout,
  }),
])

/** How a journey may end; the failures are those of model/verdict.ts. */
const seen = v.picklist([
  'answer',
  'dns-answer',
  'open',
  'echo',
  'name-not-found',
  'refused',
  'timed-out',
  'host-unreachable',
  'net-unreachable',
  'ttl-exceeded',
  'reset',
  'empty-reply',
  'closed',
  'bad-certificate',
  'protocol-error',
  'too-many-redirects',
  'blocked-by-cors',
  'mixed-content',
  'bad-url',
  'not-allowed',
  'not-sent',
  'not-modelled',
])

const scenario = v.strictObject({
  id: id('s'),
  title: textUpTo(limits.title),
  request,
  expected: v.strictObject({
    seen: v.exactOptional(seen),
    status: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599))),
    because: v.exactOptional(deviceId),
  }),
})

const lastId = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999_999_999)))

/** The document's structure, version 1. Everything but `devices` may be left out in a file written by hand. */
export const documentSchema = v.strictObject({
  format: v.literal('paketweg'),
  version: v.literal(1),
  id: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)), 'diagram'),
  title: v.optional(textUpTo(limits.title), ''),
  description: v.optional(textUpTo(limits.description), ''),
  devices: v.record(deviceId, device),
  links: v.optional(v.record(id('l'), link), {}),
  zones: v.optional(v.record(id('z'), zone), {}),
  notes: v.optional(v.record(id('n'), note), {}),
  scenarios: v.optional(v.record(id('s'), scenario), {}),
  lastIds: v.optional(v.strictObject({ d: lastId, l: lastId, z: lastId, n: lastId, s: lastId }), {}),
})

export type ParsedDocument = v.InferOutput<typeof documentSchema>
