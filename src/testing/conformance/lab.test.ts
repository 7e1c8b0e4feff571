import { describe, expect, it } from 'vitest'
import { lab } from './lab.ts'

describe("the recorders' set-up", () => {
  const asked: string[] = []
  const site = () =>
    lab({
      kind: 'reverse-proxy',
      program: 'nginx',
      config: {
        upstreams: [
          { server: '10.20.0.11', port: 8000 },
          { server: '10.20.0.12', port: 8000 },
        ],
      },
      origins: { A: '10.20.0.11', B: '10.20.0.12' },
      ports: [8000],
      script: ({ device, before, message }) => {
        asked.push(`${device} ${message.target}`)
        return { status: 200, body: `${device} ${before}`, delayMs: 20 }
      },
    })

  it('reaches the server under test on its loopback address, and through it the origins in turn', () => {
    const net = site()
    const traces = [1, 2, 3].map(() => net.get('client', 'http://127.0.0.1/x'))
    expect(traces.map((one) => one.verdict.seen)).toMatchObject([{ status: 200 }, { status: 200 }, { status: 200 }])
    expect(asked).toEqual([`${net.id('A')} /x`, `${net.id('B')} /x`, `${net.id('A')} /x`])
    expect(traces.map((one) => one.page?.text)).toEqual([`${net.id('A')} 0`, `${net.id('B')} 0`, `${net.id('A')} 1`])
  })

  it('runs requests that overlap', () => {
    const net = site()
    const request = { type: 'http', method: 'GET', url: 'http://10.20.0.16/', from: net.id('client') } as const
    const traces = net.run([0, 5].map((at) => ({ type: 'request', at, request })))
    // One after the other would be 40 ms; the cables inside take a few tenths.
    expect(traces.map((one) => one.startedAt)).toEqual([0, 5])
    for (const one of traces) expect(Math.round(one.durationMs - 20)).toBeLessThan(2)
  })
})
