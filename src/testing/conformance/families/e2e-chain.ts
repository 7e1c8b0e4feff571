import type { Header, HttpRequestSpec } from '../../../model/request.ts'
import type { Json, JsonObject } from '../../../model/topology.ts'
import { e2eChain, type Tier } from '../../e2e-chain.ts'
import type { NetworkBuilder } from '../../network.ts'
import { answered, notModelled, type Adapter, type Recording, type RecordingFile } from '../adapter.ts'
import { recordedEndpoints, slowMsOf } from './django-app.ts'
import { differences } from './e2e-chain-compare.ts'
import { faults } from './e2e-chain-faults.ts'
import { neighbours } from './e2e-chain-neighbours.ts'
import { together, type Fault } from './e2e-chain-parts.ts'
import { seenOf } from './e2e-chain-seen.ts'

interface Input {
  readonly title: string
  readonly url: string
  readonly method: string
  /** curl's, as typed. */
  readonly client_args: readonly string[]
  readonly repeat: number
}

const inputOf = ({ input }: Recording): Input => input as unknown as Input

/** The chain with its fault in it, once everybody has noticed what there is to notice. */
function chainWith({ changes = {}, before = {}, cables = [], ...fault }: Fault): NetworkBuilder {
  const net = e2eChain()
  for (const [tier, change] of Object.entries(before)) net.change(tier, change)
  if (fault.isSudden === true) net.wait(1)
  if (fault.visited !== undefined) net.get('client' satisfies Tier, fault.visited)
  if (fault.visited !== undefined) net.get('client' satisfies Tier, fault.visited)
  for (const [tier, change] of Object.entries(changes)) net.change(tier, change)
  for (const [from, to, patch] of cables) net.changeLink(from, to, patch)
  if (fault.passesMs !== undefined) net.wait(fault.passesMs)
  return net
}

/** One fault, or several at once: `this + that`. */
function faultOf(title: string): Fault | undefined {
  const found = title.split(' + ').map((one) => faults[one] ?? neighbours[one])
  return found.every((one) => one !== undefined) ? together(found) : undefined
}

/** Options of curl: those of the command line that a request has, and those that are settings of the client. */
function sendAll(net: NetworkBuilder, { url, method, client_args: args, repeat }: Input): readonly JsonObject[] {
  const option = (name: string) => args.find((one) => one.startsWith(`${name} `))?.slice(name.length + 1)
  const slowMs = slowMsOf(url)
  if (slowMs !== undefined) {
    for (const app of ['app1', 'app2']) net.change(app, { config: { endpoints: recordedEndpoints(slowMs) } })
  }
  const redirects = option('--max-redirs')
  const config = {
    ...(args.includes('-L') ? { followRedirects: true } : {}),
    ...(args.includes('-k') ? { insecure: true } : {}),
    ...(redirects === undefined ? {} : { maxRedirects: Number(redirects) }),
  }
  if (Object.keys(config).length > 0) net.change('client', { config })
  const [header, body, patience] = [option('-H'), option('-d'), option('-m')]
  const headers: readonly Header[] = header === undefined ? [] : [headerOf(header)]
  const request: Partial<HttpRequestSpec> = {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    ...(patience === undefined ? {} : { timeoutMs: Number(patience) * 1000 }),
  }
  return Array.from({ length: repeat }, () => seenOf(net, net.get('client' satisfies Tier, url, request)))
}

function headerOf(argument: string): Header {
  const [name = '', ...value] = argument.replaceAll("'", '').split(':')
  return [name.trim(), value.join(':').trim()]
}

function answerTo(recording: Recording, file: RecordingFile): Json | undefined {
  const input = inputOf(recording)
  const fault = faultOf(input.title)
  if (!fault) return undefined
  const net = chainWith(fault)
  const before = file.cases.find((one) => inputOf(one).title === fault.after)
  if (fault.after !== undefined) sendAll(net, before ? inputOf(before) : earlier(input))
  const responses = sendAll(net, input)
  return input.repeat === 1 ? (responses[0] ?? null) : { responses }
}

/** The case before this one, where the file does not hold it: the same, of the page with the database. */
const earlier = (input: Input): Input => ({ ...input, url: 'http://www.example.test/db/' })

export const e2eChainFamily: Adapter = {
  family: 'e2e_chain',
  answer(recording, file) {
    const value = answerTo(recording, file)
    return value === undefined ? notModelled('no settings are known for this fault') : answered(value)
  },
  compare(observed, got, recording) {
    return differences(observed, got, inputOf(recording).title)
  },
}
