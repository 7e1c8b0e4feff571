import { code, ms } from '../../model/message.ts'
import type { HttpRequestMessage } from '../../model/packet.ts'
import type { StepRef } from '../../model/verdict.ts'
import { append, get, remove, set } from '../../protocols/http/headers.ts'
import type { Incoming, Process } from '../contract/context.ts'
import type { AskOutcome, Reply } from '../contract/outcome.ts'
import { ownAnswer } from './answers.ts'
import { openServer, Seat } from './open.ts'
import type { Server } from './servers.ts'
import { type Ctx } from './state.ts'
import { manual, nameOf, say } from './words.ts'

/** Mode `http`: every request is read and distributed by itself, and failures are answered (manual 4.2, "mode"). */
export function* forward(context: Ctx, incoming: Incoming, request: HttpRequestMessage): Process<Reply> {
  const seat = new Seat(context)
  try {
    return yield* pass(context, incoming, request, seat)
  } finally {
    seat.leave()
  }
}

function* pass(context: Ctx, incoming: Incoming, request: HttpRequestMessage, seat: Seat): Process<Reply> {
  const { connection, service } = incoming
  const client = connection.remote.address
  const opened = yield* openServer(context, { port: service.port, address: client }, seat)
  if (opened.outcome === 'failed') return answerSelf(context, 503, opened.because)
  const { server } = opened
  const message = changedRequest(context, incoming, request)
  const name = { server: nameOf(server, context.wiring) }
  context.step('sent', say('request-sent', name), { setting: server.setting, source: manual('4.2 mode') })
  const answer = yield* context.ask(opened.connection, message, { timeoutMs: context.settings.serverTimeoutMs })
  context.close(opened.connection)
  return replyFor(context, server, answer)
}

function replyFor(context: Ctx, server: Server, answer: AskOutcome): Reply {
  const name = { server: nameOf(server, context.wiring) }
  if (answer.outcome === 'timed-out') {
    const timeout = ms(context.settings.serverTimeoutMs)
    context.step('failed', say('server-silent', { ...name, timeout, termination: code('sH') }), {
      setting: 'serverTimeoutMs',
      source: manual('8.5'),
    })
    return answerSelf(context, 504, answer.because)
  }
  if (answer.outcome !== 'ok') {
    context.step('failed', say('answer-broken', { ...name, termination: code('SH') }), { source: manual('8.5') })
    return answerSelf(context, 502, answer.because)
  }
  if (answer.message.protocol !== 'http' || answer.message.kind !== 'response') {
    const message = say('answer-invalid', { ...name, termination: code('PH') })
    return answerSelf(context, 502, context.step('failed', message, { source: manual('8.5') }))
  }
  context.step('forwarded', say('answer-passed', name))
  return { type: 'answer', message: answer.message, because: answer.because }
}

/** An answer of the balancer's own; what made it so may be elsewhere. */
export function answerSelf(context: Ctx, status: 400 | 502 | 503 | 504, because: StepRef): Reply {
  context.step('answered', say('answers-itself', { status: code(String(status)) }), { source: manual('1.3.1') })
  return { type: 'answer', message: ownAnswer(status), because }
}

/**
 * HAProxy adds nothing by itself. `option forwardfor` adds a header line of its own beside any that there was; of the
 * `Connection` header only its own tokens are taken away (manual 4.2, "option forwardfor"; recorded with 2.6).
 */
function changedRequest(
  context: Ctx,
  { connection, service }: Incoming,
  request: HttpRequestMessage,
): HttpRequestMessage {
  const { forwardedFor, forwardedProto } = context.settings
  let headers = withoutOwnTokens(request.headers)
  if (forwardedFor) {
    const { address } = connection.remote
    headers = append(headers, 'X-Forwarded-For', address)
    const source = manual('4.2 option forwardfor')
    const message = say('header-added', { header: code(`X-Forwarded-For: ${address}`) })
    context.step('decided', message, { setting: 'forwardedFor', source })
  }
  if (forwardedProto) {
    const scheme = service.tls ? 'https' : 'http'
    headers = set(headers, 'X-Forwarded-Proto', scheme)
    const source = manual('4.2 http-request set-header')
    const message = say('header-set', { header: code(`X-Forwarded-Proto: ${scheme}`) })
    context.step('decided', message, { setting: 'forwardedProto', source })
  }
  return { ...request, headers }
}

function withoutOwnTokens(headers: HttpRequestMessage['headers']): HttpRequestMessage['headers'] {
  const value = get(headers, 'Connection')
  if (value === undefined) return headers
  const left = value.split(',').filter((token) => !/^\s*(?:close|keep-alive)\s*$/i.test(token))
  const kept = left.join(',').trim()
  return kept === '' ? remove(headers, 'Connection') : set(headers, 'Connection', kept)
}
