import { expect, it } from 'vitest'
import type { Trace } from '../../model/trace.ts'
import { web } from '../../testing/conformance/web.ts'
import type { NetworkBuilder } from '../../testing/network.ts'
import { codesOn } from '../../testing/site.ts'

const url = 'http://shop.test/'
const waits = 'chromium.waits-for-connection'

/** A server that takes 300 ms for each answer, and how many requests it had at a time. */
function slowServer(program: 'chromium' | 'curl' = 'chromium') {
  const begun: number[] = []
  const net = web({
    names: ['shop.test', 'api.test'],
    script: ({ at }) => {
      begun.push(Math.round(at))
      return { status: 200, delayMs: 300 }
    },
  })
  net.change('browser', { program: { ...net.device('browser').program, id: program } })
  return { net, begun }
}

const atOnce = (net: NetworkBuilder, count: number, to: (index: number) => string = () => url): readonly Trace[] =>
  net.run(
    Array.from({ length: count }, (_, index) => ({
      type: 'request' as const,
      at: 0,
      request: { type: 'http' as const, from: net.id('browser'), method: 'GET', url: to(index) },
    })),
  )

// As observed with Chromium 156: 20 calls of fetch() to a server that takes 300 ms
it('opens six connections to one server, and lets all other requests wait for one of them', () => {
  const { net, begun } = slowServer()
  const traces = atOnce(net, 20)
  const turns = begun.map((at) => Math.floor((at - (begun[0] ?? 0)) / 300))
  expect(turns).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3])
  const waiting = traces.filter((trace) => codesOn(net, 'browser', trace).includes(waits))
  expect(waiting).toHaveLength(14)
  expect(traces.every(({ verdict }) => verdict.seen.type === 'answer')).toBe(true)
  // All places are free again.
  expect(codesOn(net, 'browser', net.get('browser', url))).not.toContain(waits)
})

it('counts each server by itself', () => {
  const { net } = slowServer()
  const traces = atOnce(net, 12, (index) => (index % 2 === 0 ? url : 'http://api.test/'))
  expect(traces.flatMap((trace) => codesOn(net, 'browser', trace))).not.toContain(waits)
})

it('frees the place of a connection that was refused, or of a request that was given up', () => {
  const { net } = slowServer()
  net.change('origin', { service: false })
  expect(atOnce(net, 20).every(({ verdict }) => verdict.seen.type === 'refused')).toBe(true)
  net.change('origin', { service: true })
  expect(codesOn(net, 'browser', net.get('browser', url))).not.toContain(waits)
  const hasty = Array.from({ length: 8 }, () => ({
    type: 'request' as const,
    at: 0,
    request: { type: 'http' as const, from: net.id('browser'), method: 'GET', url, timeoutMs: 200 },
  }))
  expect(net.run(hasty).every(({ verdict }) => verdict.seen.type === 'timed-out')).toBe(true)
  expect(codesOn(net, 'browser', net.get('browser', url))).not.toContain(waits)
})

it('is no limit of curl, which is a program of its own for each request', () => {
  const { net, begun } = slowServer('curl')
  atOnce(net, 20)
  expect(new Set(begun).size).toBe(1)
})
