import { code, ms } from '../model/message.ts'
import type { ApplicationMessage, Packet } from '../model/packet.ts'
import type { DeviceId } from '../model/topology.ts'
import type { Purpose } from '../model/trace.ts'
import type { StepRef } from '../model/verdict.ts'
import type { StepOptions } from '../programs/contract/context.ts'
import type { AskOutcome, Connection, Reply } from '../programs/contract/outcome.ts'
import { messageLabel } from '../protocols/packet-label.ts'
import { scheduleWith } from './deadline.ts'
import type { Forwarding } from './forwarding.ts'
import { addStep, type MutableHop } from './journey.ts'
import { reasonOf, type Pair } from './pair.ts'
import type { Pairs } from './pairs.ts'
import type { Activity, Pending } from './process.ts'
import { say } from './say.ts'
import type { Serve } from './sending.ts'
import type { SimulationCore } from './simulation-core.ts'

/** Linux's smallest retransmission time-out, ms (TCP_RTO_MIN). */
const retransmitMs = 200
const rfc9293: StepOptions = { source: { title: 'RFC 9293', section: '3.5' } }

type Resume<O> = (outcome: O) => void

/** Nobody acknowledged it: the same is sent again, each time after twice as long. */
function sayAgain(hop: MutableHop, message: ApplicationMessage, tries: number): void {
  const what = code(messageLabel(message))
  addStep(hop, 'retried', say('segment-again', { what, after: ms(retransmitMs * 2 ** tries) }), {
    source: { title: 'RFC 6298', section: '5' },
  })
}

/** A question that is on its way, and what becomes of whoever asked it. */
interface Question {
  readonly pair: Pair
  readonly purpose: Purpose
  readonly caller: Activity
  readonly attempt: number
  onAnswer(back: MutableHop, answer: ApplicationMessage, because: StepRef): void
  onFail(outcome: 'reset' | 'closed', back: MutableHop, because: StepRef): void
}

/** A question on an open connection and the answer to it, each over its own way. */
export class Asking {
  private readonly core: SimulationCore
  private readonly forwarding: Forwarding
  private readonly pairs: Pairs
  private readonly serve: Serve

  constructor(core: SimulationCore, forwarding: Forwarding, pairs: Pairs, serve: Serve) {
    this.core = core
    this.forwarding = forwarding
    this.pairs = pairs
    this.serve = serve
  }

  ask(
    activity: Activity,
    connection: Connection,
    message: ApplicationMessage,
    timeoutMs: number,
    purpose: Purpose,
    resume: Resume<AskOutcome>,
  ): Pending {
    const { core } = this
    const pair = this.pairs.of(connection)
    const deadline = scheduleWith<AskOutcome>(core, resume)
    const hop = activity.askHop(purpose)
    const attempt = pair?.attempt ?? activity.attempt
    const fail = (outcome: 'timed-out' | 'reset' | 'closed', at: MutableHop, because: StepRef) => {
      if (deadline.isOver) return
      activity.journey.failAttempt(attempt, at)
      activity.failAt(at)
      if (pair) this.pairs.hangUp(pair)
      deadline.finish({ outcome, because })
    }
    if (!pair?.isOpen) {
      const because = addStep(hop, 'failed', say('closed-received'), rfc9293)
      core.schedule(0, () => fail('closed', hop, because))
      return { cancel: () => deadline.cancel() }
    }
    delete pair.loss
    const packet = this.pairs.questionPacket(pair, message)
    const question: Question = {
      pair,
      purpose,
      caller: activity,
      attempt,
      onAnswer: (back, answer, because) => {
        if (deadline.isOver) return
        activity.receive(back)
        deadline.finish({ outcome: 'ok', message: answer, because })
      },
      onFail: fail,
    }
    const send = (tries: number, from: MutableHop): void => {
      this.forwarding.send(from, pair.client.host, {
        packet,
        journey: activity.journey,
        purpose,
        leg: 'request',
        attempt,
        origin: pair.client.host,
        onArrive: (arrived, seen, host) => {
          if (deadline.isOver) return
          delete pair.loss
          this.deliver(question, arrived, seen, host, message)
        },
        onLost: (because, isChance) => {
          pair.loss = because
          if (isChance)
            deadline.later(retransmitMs * 2 ** tries, () => {
              const again = activity.open('request', purpose, from.id)
              sayAgain(again, message, tries)
              send(tries + 1, again)
            })
        },
        onError: (_error, because) => {
          pair.loss = because
        },
        onReset: (because, at) => fail('reset', at, because),
      })
    }
    send(0, hop)
    deadline.later(timeoutMs, () => {
      const at = activity.open('response', purpose, hop.id)
      const step = addStep(at, 'failed', say('answer-timed-out', { after: ms(timeoutMs) }))
      fail('timed-out', at, reasonOf(pair) ?? step)
    })
    return {
      pair,
      cancel: () => {
        deadline.cancel()
        this.pairs.hangUp(pair)
      },
    }
  }

  /** A question at the other end of the connection: served, and answered over its own way back. */
  private deliver(
    question: Question,
    hop: MutableHop,
    packet: Packet,
    host: DeviceId,
    message: ApplicationMessage,
  ): void {
    const { pair, caller } = question
    const { server } = pair
    if (!server || server.host !== host) return
    hop.device = server.device
    // At the end of the TLS session the message is opened: what it passes on is its own.
    const opened = server.session && packet.encrypted ? { ...message } : message
    this.serve(pair, hop, opened, caller.journey, (reply, because, from) => {
      if (reply.type === 'silence') {
        pair.loss = because
        return
      }
      this.sendReply(question, from, reply, because)
    })
  }

  private sendReply(
    question: Question,
    from: MutableHop,
    reply: Exclude<Reply, { type: 'silence' }>,
    because: StepRef,
  ): void {
    const { pair, purpose, caller, attempt } = question
    const { server } = pair
    if (!server) return
    const { local, remote } = server.view
    const packet = this.pairs.replyPacket(pair, reply, local, remote)
    const send = (tries: number, hop: MutableHop): void => {
      this.forwarding.send(hop, server.host, {
        packet,
        journey: caller.journey,
        purpose,
        leg: 'response',
        attempt,
        origin: server.host,
        onArrive: (back, seen, at) => {
          if (!this.pairs.belongs(pair, back, seen, at)) return
          if (reply.type === 'answer') {
            const opened = pair.client.session && seen.encrypted ? { ...reply.message } : reply.message
            return question.onAnswer(back, opened, because)
          }
          addStep(back, 'failed', say(reply.type === 'reset' ? 'reset-received' : 'closed-received'), rfc9293)
          question.onFail(reply.type === 'reset' ? 'reset' : 'closed', back, because)
        },
        onLost: (lost, isChance) => {
          pair.loss = lost
          if (!isChance) return
          this.core.schedule(retransmitMs * 2 ** tries, () => {
            if (!pair.isOpen || caller.isOver) return
            const again = caller.journey.addHop({
              device: server.device,
              leg: 'response',
              purpose,
              cause: hop.id,
              attempt,
              at: this.core.now,
            })
            if (reply.type === 'answer') sayAgain(again, reply.message, tries)
            send(tries + 1, again)
          })
        },
        onError: (_error, lost) => {
          pair.loss = lost
        },
        onReset: (lost) => {
          pair.loss = lost
        },
      })
    }
    send(0, from)
  }
}
