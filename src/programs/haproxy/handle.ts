import { code, ms } from '../../model/message.ts'
import type { CertificateInfo, RawMessage, TlsMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import { request } from '../../protocols/http/messages.ts'
import { coversName } from '../../protocols/tls/certificate.ts'
import { trustIn } from '../common/certificate-trust.ts'
import { answerHello, certificateFor, clientCertificateKey, type HelloOptions } from '../common/tls.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { Reply } from '../contract/outcome.ts'
import { modelOf } from './compile.ts'
import { answerSelf, forward } from './forward.ts'
import { settingOf, type Bind, type Proxy } from './model.ts'
import { relay } from './relay.ts'
import { isToken } from './request-check.ts'
import { frontendOf, nameKey, sightOf } from './sights.ts'
import type { Ctx } from './state.ts'
import { readTls, type TlsWords } from './tls-words.ts'
import { manual, say } from './words.ts'

const memoKey = 'haproxy-tls'

/** Answers what came in on a frontend. */
export function* handle(context: Ctx, incoming: Incoming): Process<Reply> {
  const { settings, wiring } = context
  const { message, service, connection } = incoming
  const frontend = frontendOf(context, incoming)
  if (!frontend) return { type: 'reset', because: context.step('failed', say('no-frontend')) }
  if (message.protocol === 'tls' && message.serverName !== undefined) connection.memo[nameKey] = message.serverName
  const rejected = connectionRule(context, incoming, frontend)
  if (rejected) return rejected
  if (service.tls && message.protocol === 'tls') {
    connection.memo[memoKey] = true
    const certificate = certificateFor(settings, wiring, context.date())
    const bind = bindOf(frontend, incoming)
    const tls = readTls([...modelOf(settings).globals.bind, ...(bind?.words ?? [])], 'bind')
    const reply = answerHello(context, incoming, certificate, helloOptions(context, tls, certificate, message, bind))
    // Who is not asked for a certificate shows none.
    if ((tls.verify ?? 'none') === 'none') delete connection.memo[clientCertificateKey]
    return reply
  }
  if (service.tls && connection.memo[memoKey] !== true) {
    return { type: 'close', because: context.step('failed', say('plain-on-tls'), { source: manual('5.1 ssl') }) }
  }
  if (frontend.mode === 'tcp') return yield* relay(context, incoming, frontend)
  if (message.protocol === 'http' && message.kind === 'request') {
    return yield* forward(context, incoming, frontend, message)
  }
  if (message.protocol === 'raw') return yield* readRaw(context, incoming, frontend, message)
  return notHttp(context, frontend)
}

/** The line that this came in by. */
const bindOf = ({ binds }: Proxy, { service }: Incoming) => binds.find(({ port }) => port === service.port)

/** What the words of a `bind` line say of a handshake (manual 5.1). */
function helloOptions(
  { settings }: Ctx,
  { versions, ciphers, suites, verify = 'none', caFile, isStrict }: TlsWords,
  certificate: CertificateInfo,
  { serverName }: TlsMessage,
  bind: Bind | undefined,
): HelloOptions {
  const setting = bind === undefined ? {} : { setting: bind.setting }
  const covers = (name: string) => coversName(certificate, name, 'curl')
  return {
    versions,
    ...(ciphers ? { ciphers } : {}),
    ...(suites ? { suites } : {}),
    rejects: isStrict && (serverName === undefined || !covers(serverName)),
    ...(verify === 'none'
      ? {}
      : {
          callers: { mustShow: verify === 'required', trust: trustIn(settings.certificateFiles, caFile), ...setting },
        }),
    ...setting,
  }
}

function notHttp(context: Ctx, frontend: Proxy): Reply {
  const because = context.step('failed', say('not-http', { termination: code('PR') }), { source: manual('8.5') })
  return answerSelf(context, 400, because, [frontend])
}

/** `tcp-request connection reject`: decided before anything is read. */
function connectionRule(context: Ctx, incoming: Incoming, frontend: Proxy): Reply | undefined {
  if (frontend.tcpRules.length === 0) return undefined
  const sight = sightOf(context, modelOf(context.settings), incoming, frontend)
  const rule = frontend.tcpRules.find(({ test }) => test(sight))
  if (rule?.deed.part !== 'end') return undefined
  const message = say('rule-rejects', { termination: code('PR') })
  const because = context.step('denied', message, { setting: rule.setting, source: manual('4.2 tcp-request') })
  return { type: 'close', because }
}

/** Bytes: a request in them is one; a part of one is waited for; anything else is none (RFC 9112 section 3). */
function* readRaw(context: Ctx, incoming: Incoming, frontend: Proxy, { text }: RawMessage): Process<Reply> {
  const read = requestIn(text)
  if (read === 'broken') return notHttp(context, frontend)
  if (read !== 'incomplete') return yield* forward(context, incoming, frontend, read)
  const timeoutMs = frontend.requestMs ?? frontend.clientMs
  yield* context.work(timeoutMs)
  const because = context.step(
    'failed',
    say('request-incomplete', { timeout: ms(timeoutMs), termination: code('cR') }),
    {
      setting: settingOf(frontend, frontend.requestMs === undefined ? 'clientMs' : 'requestMs'),
      source: manual('4.2 timeout http-request'),
    },
  )
  return text === '' && frontend.ignoresProbes
    ? { type: 'close', because }
    : answerSelf(context, 408, because, [frontend])
}

/** A request in bytes; it is `incomplete` where more may follow that makes it one. */
function requestIn(text: string): ReturnType<typeof request> | 'broken' | 'incomplete' {
  const [head = '', ...rest] = text.replace(/^(?:\r?\n)+/, '').split(/\r?\n/)
  const line = /^(\S+) (\S+) HTTP\/(\d)\.(\d)$/.exec(head)
  if (!line) return rest.length === 0 && mayBecomeLine.test(head) ? 'incomplete' : 'broken'
  const end = rest.indexOf('')
  const lines = end < 0 ? rest.slice(0, -1) : rest.slice(0, end)
  const headers: Header[] = []
  for (const one of lines) {
    const colon = one.indexOf(':')
    if (colon < 1 || !isToken(one.slice(0, colon))) return 'broken'
    headers.push([one.slice(0, colon), one.slice(colon + 1).trim()])
  }
  if (end < 0) return 'incomplete'
  const version = line[3] === '1' && line[4] === '0' ? '1.0' : '1.1'
  return request({ method: line[1] ?? '', target: line[2] ?? '', version, headers })
}

const mayBecomeLine = /^[!#$%&'*+.^_`|~0-9A-Za-z-]*(?: [\x21-\x7e]*(?: [HTP/.\d]*)?)?$/
