import { loadRules, rulesOf } from '../engine/rules.ts'
import type { ApplicationMessage, HttpRequestMessage, HttpResponseMessage } from '../model/packet.ts'
import type { Header } from '../model/request.ts'
import type { Json, JsonObject } from '../model/topology.ts'
import type { Step } from '../model/trace.ts'
import { freshEpoch } from '../model/world.ts'
import type { Context, Process } from '../programs/contract/context.ts'
import type { AskOutcome, Connection, ConnectOutcome, Reply } from '../programs/contract/outcome.ts'
import type { AnyDefinition, AnyProgram } from '../programs/contract/program.ts'
import type { Peer, Service, Wiring } from '../programs/contract/wiring.ts'
import { programs } from '../programs/registry.ts'
import { resolveSettings } from '../protocols/fields/resolve.ts'
import { request, response } from '../protocols/http/messages.ts'

await loadRules()

/** How a server behind takes a request: its answer, or how it fails. */
export type Behaviour =
  | ApplicationMessage
  | 'refused'
  | 'host-unreachable'
  | 'connect-timed-out'
  | 'timed-out'
  | 'reset'
  | 'closed'

interface Setup {
  readonly config?: JsonObject
  readonly kind?: string
  /** Devices at the end of the cables, by id. */
  readonly behind?: Readonly<Record<string, Behaviour>>
  readonly knownNames?: readonly string[]
}

interface Asked {
  readonly method?: string
  readonly target?: string
  readonly version?: '1.0' | '1.1'
  readonly headers?: readonly Header[]
  readonly bodyBytes?: number
  readonly from?: string
  readonly tls?: boolean
}

/** Words for a plain answer of a server behind. */
export const answer = (status: number, headers: readonly Header[] = [], bytes = 2, text = 'ok'): HttpResponseMessage =>
  response({ status, headers, body: { bytes, text } })

/** One server program without an engine: what it answers, what it asks of those behind it, and which steps it tells. */
export class Served {
  readonly steps: Step[] = []
  /** Every request that reached a server behind, with the device it reached. */
  readonly passed: { readonly to: string; readonly message: HttpRequestMessage }[] = []
  /** Every connection that was tried. */
  readonly tried: string[] = []
  clock = 0
  behind: Record<string, Behaviour>
  private readonly definition: AnyDefinition
  private readonly program: AnyProgram
  private readonly state: Json
  readonly wiring: Wiring
  readonly settings: Readonly<Record<string, unknown>>
  readonly config: JsonObject

  constructor(
    definition: AnyDefinition,
    { config = {}, kind = 'reverse-proxy', behind = {}, knownNames = [] }: Setup = {},
  ) {
    const program = programs.find(({ id }) => id === definition.id)
    if (!program) throw new Error(`No program ${definition.id}`)
    this.definition = definition
    this.program = program
    this.behind = { ...behind }
    this.config = config
    this.state = program.initialState()
    this.wiring = wiringTo(kind, Object.keys(behind), knownNames)
    this.settings = resolveSettings(program.fields, config, program.derive(this.wiring))
  }

  /** Sends one request; `tls` comes in on the TLS port after its handshake. */
  ask(asked: Asked = {}): Reply {
    this.steps.length = 0
    this.passed.length = 0
    this.tried.length = 0
    const services = this.program.services(this.settings, this.wiring)
    const service = services.find((one) => one.tls === (asked.tls ?? false))
    if (!service) throw new Error('It does not listen there')
    const connection = connectionFrom(asked.from ?? '198.51.100.7', service)
    if (asked.tls) {
      this.deliver({ protocol: 'tls', kind: 'client-hello', serverName: 'www.example.test' }, connection, service)
      this.steps.length = 0
    }
    return this.deliver(this.messageOf(asked), connection, service)
  }

  /** Hands any message to the program. */
  deliver(message: ApplicationMessage, connection: Connection, service: Service): Reply {
    const process = this.program.handle?.(this.context(), { message, connection, service })
    if (!process) throw new Error('It serves nothing')
    const result = process.next()
    if (result.done !== true) throw new Error('It waits for what this harness does not do')
    return result.value
  }

  /** The HTTP answer to a request; anything else is a mistake of the test. */
  get(asked: Asked = {}): HttpResponseMessage {
    const reply = this.ask(asked)
    if (reply.type !== 'answer' || reply.message.protocol !== 'http' || reply.message.kind !== 'response') {
      throw new Error(`No HTTP answer: ${JSON.stringify(reply)}`)
    }
    return reply.message
  }

  status(asked: Asked = {}): number {
    return this.get(asked).status
  }

  /** The codes of the steps of the last request, without the program's name. */
  get codes(): readonly string[] {
    return this.steps.map(({ code }) => code.replace(/^[^.]*\./, ''))
  }

  /** The setting that a step names. */
  settingOf(code: string): string | undefined {
    return this.steps.find((step) => step.code.endsWith(`.${code}`))?.setting
  }

  get findings() {
    return (
      rulesOf(this.definition)?.({ settings: this.settings, config: this.config, wiring: this.wiring }) ?? []
    ).map(({ code, severity }) => `${severity} ${code.replace(/^.*finding\./, '')}`)
  }

  private messageOf({ method = 'GET', target = '/', version = '1.1', headers, bodyBytes }: Asked): HttpRequestMessage {
    const body = bodyBytes === undefined ? undefined : { bytes: bodyBytes }
    return request({ method, target, version, headers: headers ?? [['Host', 'www.example.test']], body })
  }

  private context(): Context<never, never> {
    const { steps } = this
    const failed = { because: { hop: 9, step: 0 } }
    const connect = (address: string): ConnectOutcome => {
      const device = this.wiring.ownerOf(address) ?? address
      this.tried.push(device)
      const behaviour = this.behind[device] ?? 'host-unreachable'
      if (behaviour === 'refused' || behaviour === 'host-unreachable') {
        return { outcome: behaviour, afterMs: 1, ...failed }
      }
      if (behaviour === 'connect-timed-out') return { outcome: 'timed-out', afterMs: 1000, ...failed }
      return { outcome: 'ok', connection: { ...connectionFrom('10.0.0.1'), memo: { device } } }
    }
    const ask = (connection: Connection, message: ApplicationMessage): AskOutcome => {
      const device = String(connection.memo['device'])
      const behaviour = this.behind[device]
      const isHello = message.protocol === 'tls'
      if (!isHello) {
        if (message.protocol !== 'http' || message.kind !== 'request') throw new Error('Only HTTP is passed on')
        this.passed.push({ to: device, message })
      }
      if (behaviour === 'timed-out' || behaviour === 'reset' || behaviour === 'closed') {
        return { outcome: behaviour, ...failed }
      }
      if (typeof behaviour !== 'object') throw new Error(`${device} was asked after ${behaviour}`)
      return { outcome: 'ok', message: isHello ? serverHello : behaviour, because: { hop: 5, step: 1 } }
    }
    const context = {
      settings: this.settings,
      state: this.state,
      wiring: this.wiring,
      now: () => this.clock,
      date: () => freshEpoch + this.clock,
      random: () => 0.5,
      step(action, message, options) {
        steps.push({ action, ...message, ...options })
        return { hop: 1, step: steps.length - 1 }
      },
      connect: (to) => atOnce(connect(to.type === 'address' ? to.address : to.device)),
      ask: (connection, message) => atOnce(ask(connection, message)),
      secure: () => undefined,
      close: () => undefined,
      exchange: () => unused(),
      ping: () => unused(),
      work: () => atOnce(undefined),
      wait: () => unused(),
      wake: () => undefined,
      errand: (make) => {
        if (make(this.context()).next().done !== true)
          throw new Error('An errand waits for what this harness does not do')
      },
    } satisfies Context<unknown, unknown>
    // The harness hands the program back only what the program itself made.
    return context as unknown as Context<never, never>
  }
}

/** How a server behind takes up TLS, whatever is asked of it then. */
const serverHello = { protocol: 'tls', kind: 'server-hello', version: 'TLS 1.3' } as const

/* oxlint-disable-next-line eslint/require-yield -- nothing takes time here. */
function* atOnce<T>(value: T): Process<T> {
  return value
}

function unused(): never {
  throw new Error('Not needed by a web server')
}

function connectionFrom(address: string, service?: Service): Connection {
  const local = { address: '203.0.113.10', port: service?.port ?? 40_000 }
  return { id: 1, local, remote: { address, port: 50_000 }, encrypted: service?.tls ?? false, memo: {} }
}

const peer = (id: string): Peer => ({ id, kind: 'web-app', name: id, program: 'django', serves: 'http' })

/** The device `d1`, with cables to the given ones; `d7` has the address 10.0.0.7 and speaks HTTP on 8000. */
function wiringTo(kind: string, behind: readonly string[], knownNames: readonly string[]): Wiring {
  const addressOf = (id: string) => (behind.includes(id) ? `10.0.0.${id.slice(1)}` : undefined)
  return {
    device: 'd1',
    kind,
    profile: '',
    addresses: ['203.0.113.10'],
    interfaces: [],
    leadsTo: behind.map(peer),
    ledFrom: [],
    nearest: () => undefined,
    entry: () => undefined,
    knownNames: () => knownNames,
    peer: (id) => (behind.includes(id) ? peer(id) : undefined),
    addressOf,
    publicAddressOf: () => undefined,
    ownerOf: (address) => behind.find((id) => addressOf(id) === address),
    leadsToOf: () => [],
    servicesOf: (id) => (behind.includes(id) ? [{ port: 8000, protocol: 'tcp', speaks: 'http', tls: false }] : []),
  }
}
