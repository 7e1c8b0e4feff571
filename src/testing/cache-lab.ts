import type { HttpResponseMessage } from '../model/packet.ts'
import type { Header } from '../model/request.ts'
import type { Trace } from '../model/trace.ts'
import { read } from '../programs/nginx/read.ts'
import type { NginxState } from '../programs/nginx/state.ts'
import { get } from '../protocols/http/headers.ts'
import { lab } from './conformance/lab.ts'
import type { ScriptedAnswer } from './conformance/scripted.ts'

/** An answer of the origin; 200 unless it says otherwise. */
export type Behaviour = Omit<ScriptedAnswer, 'status'> & { readonly status?: number }

export interface Asked {
  readonly at?: number
  readonly method?: string
  readonly headers?: readonly Header[]
  readonly path?: string
}

/** nginx with a cache before one origin, whose answers are told by a function of how many it has given. */
export class CacheLab {
  /** Requests that reached the origin: method and conditions. */
  readonly asked: string[] = []
  private readonly net

  constructor(
    directives: string,
    behave: (count: number, path: string) => Behaviour | 'close',
    limits = 'inactive=60s',
  ) {
    const { config, notRead } = read(`
      proxy_cache_path /var/cache/nginx keys_zone=z:1m ${limits};
      server {
        location / {
          proxy_pass http://10.20.0.11:8000; proxy_cache z; add_header X-Cache $upstream_cache_status always;
          ${directives}
        }
      }`)
    if (notRead.length > 0) throw new Error(`Not read: ${notRead[0]?.text}`)
    this.net = lab({
      kind: 'reverse-proxy',
      program: 'nginx',
      config,
      origins: { origin: '10.20.0.11' },
      ports: [8000],
      script: ({ message }) => {
        const conditions = message.headers.filter(([name]) => /^(?:if-|range)/i.test(name)).map(([name]) => ` ${name}`)
        this.asked.push(`${message.method}${conditions.join('')}`)
        const decided = behave(this.asked.length, message.target)
        return decided === 'close' ? decided : { status: 200, body: String(this.asked.length), ...decided }
      },
    })
    this.net.wait(300)
  }

  wait(seconds: number): this {
    this.net.wait(seconds * 1000)
    return this
  }

  stopOrigin(): this {
    this.net.change('origin', { service: false })
    return this
  }

  /** Requests of one schedule, each with its time in ms: status of the cache and body, and after how many ms. */
  at(...requests: readonly Asked[]): readonly string[] {
    return this.play(requests).map((trace) => `${this.words(trace)} ${Math.round(trace.durationMs / 10) * 10}`)
  }

  ask(asked: Asked = {}): string {
    return this.words(this.trace(asked))
  }

  trace(asked: Asked = {}): Trace {
    const [trace] = this.play([asked])
    if (!trace) throw new Error('One request has one trace')
    return trace
  }

  /** How many places the cache has, whether an answer is kept there or not. */
  get places(): number {
    const state = this.net.world.states[this.net.id('server')]?.state as unknown as NginxState
    return Object.values(state.cache).flatMap((keys) => Object.values(keys).flatMap((nodes) => Object.keys(nodes)))
      .length
  }

  codes(asked: Asked = {}): readonly string[] {
    const { hops } = this.trace(asked)
    return hops
      .flatMap(({ steps }) => steps.map(({ code }) => code))
      .filter((code) => /^nginx\.(?:cache|not-st|stand)/.test(code))
  }

  response(trace: Trace): HttpResponseMessage | undefined {
    const client = this.net.id('client')
    const last = trace.hops.filter(({ device }) => device === client).map(({ packetIn }) => packetIn?.message)
    const message = last.findLast((one) => one?.protocol === 'http' && one.kind === 'response')
    return message?.protocol === 'http' && message.kind === 'response' ? message : undefined
  }

  private words(trace: Trace): string {
    const response = this.response(trace)
    const status = response?.status === 200 ? '' : `${response?.status} `
    const text = response?.body?.text?.includes('<html>') ? '' : ` ${response?.body?.text ?? ''}`
    return `${status}${response && (get(response.headers, 'X-Cache') ?? '-')}${text}`.trim()
  }

  private play(requests: readonly Asked[]): readonly Trace[] {
    return this.net.run(
      requests.map(({ at = 0, method = 'GET', headers = [], path = '/' }) => {
        const body = method === 'POST' ? { body: 'x' } : {}
        const url = `http://10.20.0.16${path}`
        return {
          type: 'request',
          at,
          request: { type: 'http', method, url, headers, ...body, from: this.net.id('client') },
        }
      }),
    )
  }
}
