import { createRegistry, type Registry } from '../engine/registry.ts'
import type { Kind } from '../kinds/contract.ts'
import type { HttpRequestMessage } from '../model/packet.ts'
import { speaker } from '../model/speaker.ts'
import { defineProgram, type AnyProgram } from '../programs/contract/program.ts'
import { integer, target } from '../protocols/fields/builders.ts'
import { request, response } from '../protocols/http/messages.ts'
import { bareProgram } from './bare-program.ts'

const en = {
  asks: 'Asks.',
  answers: 'Answers {status}.',
  'field.port': 'Port',
  'field.upstream': 'Upstream',
  'section.main': 'Main',
} as const
const say = speaker<typeof en>('toy')
const messages = { en: async () => ({ default: en }), de: async () => ({ default: en }) }
const text = { en: async () => ({ default: { name: 'Toy' } }), de: async () => ({ default: { name: 'Toy' } }) }

const get: HttpRequestMessage = request({ method: 'GET', target: '/', headers: [] })

/** Asks the address in the URL, port 80, without names or TLS. */
const asker = defineProgram({
  ...bareProgram,
  id: 'toy-asker',
  name: 'Toy asker',
  messages,
  *originate(context, asked) {
    if (asked.type === 'ping') {
      const echo = yield* context.ping(asked.host, { ttl: asked.ttl ?? 64, timeoutMs: asked.timeoutMs ?? 1000 })
      if (echo.outcome !== 'ok') return { seen: { type: 'timed-out', detail: echo.outcome }, because: echo.because }
      return { seen: { type: 'echo', ms: echo.ms }, because: echo.because }
    }
    if (asked.type !== 'http') throw new Error('The toy asks http and ping only')
    context.step('decided', say('asks'))
    const match = /^http:\/\/([^/:]+):?(\d+)?/.exec(asked.url)
    const to = { type: 'address', address: match?.[1] ?? '', port: Number(match?.[2] ?? 80) } as const
    const opened = yield* context.connect(to, { timeoutMs: asked.connectTimeoutMs ?? 5000 })
    if (opened.outcome !== 'ok') {
      const type = opened.outcome === 'prohibited' ? 'host-unreachable' : opened.outcome
      return { seen: { type }, because: opened.because }
    }
    const answer = yield* context.ask(opened.connection, get, { timeoutMs: asked.timeoutMs ?? 10_000 })
    if (answer.outcome !== 'ok') {
      const type = answer.outcome === 'closed' ? 'empty-reply' : answer.outcome
      return { seen: { type }, because: answer.because }
    }
    const { message } = answer
    if (message.protocol !== 'http' || message.kind !== 'response') {
      return { seen: { type: 'protocol-error' }, because: answer.because }
    }
    return { seen: { type: 'answer', status: message.status, reason: message.reason }, because: answer.because }
  },
})

/** Answers 200 on its port; with an upstream, asks that one first and answers 502 where it cannot. */
const server = defineProgram({
  ...bareProgram,
  id: 'toy-server',
  name: 'Toy server',
  serves: 'http',
  fields: { port: integer({ min: 1, max: 65_535, default: 80 }), upstream: target() },
  sections: [{ code: 'main', fields: ['port', 'upstream'] }],
  messages,
  initialState: () => ({ served: 0 }),
  services: (settings) => [{ port: settings.port, protocol: 'tcp', speaks: 'http', tls: false }],
  *handle(context, incoming) {
    context.state.served += 1
    const { upstream } = context.settings
    if (upstream === undefined) {
      yield* context.work(5)
      context.step('answered', say('answers', { status: { t: 'number', value: 200 } }))
      return { type: 'answer', message: response({ status: 200, headers: [] }) }
    }
    const address = context.wiring.addressOf(upstream) ?? upstream
    const opened = yield* context.connect({ type: 'address', address, port: 80 }, { timeoutMs: 1000 })
    const answer =
      opened.outcome === 'ok' ? yield* context.ask(opened.connection, incoming.message, { timeoutMs: 2000 }) : opened
    if (answer.outcome === 'ok') return { type: 'answer', message: answer.message, because: answer.because }
    context.step('answered', say('answers', { status: { t: 'number', value: 502 } }))
    return { type: 'answer', message: response({ status: 502, headers: [] }), because: answer.because }
  },
})

/** Forwards whatever comes. */
const forwarder = defineProgram({
  ...bareProgram,
  id: 'toy-router',
  name: 'Toy router',
  serves: 'network',
  forwards: true,
  messages,
})

const kind = (id: string, program: string, more: Partial<Kind> = {}): Kind => ({
  id,
  category: 'network',
  icon: [],
  programs: [{ program, preset: {} }],
  messages: text,
  texts: bareProgram.texts,
  ...more,
})

const toyPrograms: readonly AnyProgram[] = [asker, server, forwarder]
const toyKinds: readonly Kind[] = [
  kind('asker', 'toy-asker'),
  kind('server', 'toy-server'),
  kind('router', 'toy-router'),
  kind('net', 'toy-router', { isPublicNet: true, cableLatencyMs: 10 }),
]

/** A world without any of the product's kinds: what the engine does by itself, and that it knows no kind by name. */
export const toyRegistry: Registry = createRegistry(toyKinds, toyPrograms)
