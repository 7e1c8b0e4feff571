import type { Json, JsonObject } from '../../../model/topology.ts'

/** In these the recorder's counters hold the health checks of the balancer too: they are at least what one request makes. */
const withChecks: ReadonlySet<string> = new Set([
  'health_check_path_wrong_404',
  'deep_health_check_ok',
  'deep_health_check_db_down',
  'deep_health_check_without_host_header',
])

/** What is compared word for word; what a recording leaves out was null. */
const exact = [
  'curl_exit',
  'http_code',
  'remote_ip',
  'x_cache_status',
  'location',
  'content_encoding',
  'server_header',
  'dns_query_answered',
  'lb_logged_request',
  'lb_termination',
  'db_statement',
] as const

type Counts = Readonly<Record<string, number>>

/** What differs under the family's `check`: times to a second, which of two equal servers it was is free. */
export function differences(observed: Json, got: Json, title: string): string | undefined {
  const [expected, came] = [responsesOf(observed), responsesOf(got)]
  if (expected.length !== came.length) return `expected ${expected.length} responses, got ${came.length}`
  const all = expected.flatMap((one, index) => {
    const differing = differencesOf(
      one,
      came[index] ?? {},
      title.split(' + ').some((one) => withChecks.has(one)),
    )
    return differing.map((text) => (expected.length === 1 ? text : `${index + 1}. ${text}`))
  })
  return all.length === 0 ? undefined : all.join('; ')
}

function responsesOf(value: Json): readonly JsonObject[] {
  const object = value as JsonObject
  return Array.isArray(object['responses']) ? (object['responses'] as readonly JsonObject[]) : [object]
}

function differencesOf(expected: JsonObject, came: JsonObject, areChecksIn: boolean): readonly string[] {
  const found: string[] = []
  const note = (name: string, isEqual: boolean) => {
    if (!isEqual) found.push(`${name}: expected ${JSON.stringify(expected[name])}, got ${JSON.stringify(came[name])}`)
  }
  for (const name of exact) note(name, (expected[name] ?? null) === (came[name] ?? null))
  for (const name of ['x_web', 'answered_by_app', 'app_saw']) note(name, anyOf(expected[name]) === anyOf(came[name]))
  note('curl_error', sameError(textOf(expected['curl_error']), textOf(came['curl_error'])))
  note('t', Math.abs(Number(expected['t']) - Number(came['t'])) <= 1)
  const proxies = [expected, came].map((one) => (one['proxy_logged_request'] as readonly string[]).length)
  note('proxy_logged_request', areChecksIn ? proxies[0]! >= proxies[1]! : proxies[0] === proxies[1])
  const counts = [expected, came].map((one) => one['tcp_connections_to'] as Counts)
  note('tcp_connections_to', reachedSame(counts[0] ?? {}, counts[1] ?? {}, areChecksIn))
  return found
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** Equal servers by one name. */
function anyOf(value: Json | undefined): string {
  return JSON.stringify(value ?? null, (_key, item: Json) =>
    typeof item === 'string'
      ? item
          .replace(/^app[12]$/, 'app')
          .replaceAll(/10\.0\.2\.3[12]\b/g, 'web')
          .replaceAll(/10\.0\.1\.2[12]\b/g, 'px')
      : item,
  )
}

/** curl words a connect time-out in two ways, as it comes; what is wrong with TLS is said in OpenSSL's words. */
const sameError = (one: string, other: string): boolean =>
  one === other || freely.some((start) => one.startsWith(start) && other.startsWith(start))
const freely = ['curl: (28)', 'curl: (35)']

/** Which tiers were reached, by how many connections or how many of their servers. */
function reachedSame(expected: Counts, came: Counts, areChecksIn: boolean): boolean {
  return ['web', 'app', 'db'].every((tier) => {
    const [one, other] = [expected, came].map((counts) => {
      const own = Object.entries(counts).filter(([name, count]) => name.startsWith(tier) && count > 0)
      return { servers: own.length, connections: own.reduce((sum, [, count]) => sum + count, 0) }
    })
    if (!one || !other) return false
    if (areChecksIn) return one.connections >= other.connections
    return one.connections === other.connections || one.servers === other.servers
  })
}
