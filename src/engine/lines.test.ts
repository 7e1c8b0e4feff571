import { describe, expect, it } from 'vitest'
import { network } from '../testing/network.ts'

/** Ten requests at once to an app whose only worker takes 500 ms for each. */
function crowd(workers: number) {
  const net = network()
    .zone('lan', { cidr: '10.0.0.0/24' })
    .add('client', 'client', { zone: 'lan', program: 'curl' })
    .add('web-app', 'app', { zone: 'lan', config: { workers, endpoints: [{ path: '/', durationMs: 500 }] } })
    .cable('client', 'app', { latencyMs: 0 })
  const address = net.compiled().addressesOf(net.id('app'))[0] ?? ''
  const request = { type: 'http', method: 'GET', url: `http://${address}:8000/`, from: net.id('client') } as const
  const at = [0, 20, 40, 60]
  return net.run(at.map((time) => ({ type: 'request', at: time, request }))).map((trace) => trace.durationMs)
}

describe('who waits for a worker', () => {
  it('has its turn in the order of coming', () => {
    expect(crowd(1).map((time) => Math.round(time / 10) * 10)).toEqual([500, 980, 1460, 1940])
  })

  it('waits half as long for two workers', () => {
    expect(crowd(2).map((time) => Math.round(time / 10) * 10)).toEqual([500, 500, 960, 960])
  })
})
