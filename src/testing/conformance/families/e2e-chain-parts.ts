import type { JsonObject, Link } from '../../../model/topology.ts'
import { balancer, baseRules, nginxWeb, proxy, type Change, type Tier } from '../../e2e-chain.ts'

export interface Fault {
  readonly changes?: Partial<Record<Tier, Change>>
  /** What stood so from the start, before anything was visited. */
  readonly before?: Partial<Record<Tier, Change>>
  readonly cables?: readonly (readonly [Tier, Tier, Partial<Omit<Link, 'id' | 'from' | 'to'>>])[]
  /** It happens while everything runs, and nobody has noticed yet. */
  readonly isSudden?: boolean
  /** What the client fetched twice before it happened: both proxies have seen it. */
  readonly visited?: string
  /** Time from then until the first request, ms. */
  readonly passesMs?: number
  /** A case whose requests came just before, in the same chain: what they left behind is the fault. */
  readonly after?: string
}

export const config = (settings: JsonObject): Change => ({ config: settings })
export const both = (first: Tier, second: Tier, change: Change) => ({ [first]: change, [second]: change })
export const proxies = (options: Parameters<typeof proxy>[0]) => both('px1', 'px2', config(proxy(options)))
export const apps = (settings: JsonObject) => both('app1', 'app2', config(settings))
export const lb = (options: Parameters<typeof balancer>[0]) => ({ lb: config(balancer(options)) })
export const firewall = (rules: readonly JsonObject[]) => ({ fw: config({ rules }) })
export const [wanRule = {}, ...proxyRules] = baseRules
export const stopped: Change = { service: false }
export const record = (target: string) => ({
  dns: config({ records: [{ name: 'www.example.test', type: 'A', target }] }),
})
const web = { nginx: '10.0.2.31:80', apache: '10.0.2.32:80' } as const
export const onlyWeb = (program: keyof typeof web, readTimeout = 6) => proxies({ webs: [web[program]], readTimeout })
export const webTimeout = (seconds: number) => ({
  web1: config(nginxWeb({ readTimeout: seconds })),
  web2: config({ timeoutMs: seconds * 1000 }),
})
export const httpsOnly = { frontend: 'http-request redirect scheme https unless { ssl_fc }' }
export const sslRedirect = { changes: apps({ sslRedirect: true }) }
export const checkedBy = (line: string) => lb({ backend: `option httpchk\n  ${line}` })
export const deepCheck = 'http-check send meth GET uri /db/ ver HTTP/1.1 hdr Host www.example.test'

/** Several faults at once; where two set the same, the later one stays. */
export function together(all: readonly Fault[]): Fault {
  return {
    ...(Object.assign({}, ...all) as Fault),
    changes: changesOf(all.map(({ changes }) => changes)),
    before: changesOf(all.map(({ before }) => before)),
    cables: all.flatMap(({ cables = [] }) => cables),
  }
}

type Changes = NonNullable<Fault['changes']>

function changesOf(all: readonly (Changes | undefined)[]): Changes {
  const merged: { [tier in Tier]?: Change } = {}
  for (const [tier, change] of all.flatMap((one = {}) => Object.entries(one) as [Tier, Change][])) {
    const earlier = merged[tier]
    merged[tier] = { ...earlier, ...change, config: { ...earlier?.config, ...change.config } }
  }
  return merged
}
