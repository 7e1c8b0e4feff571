import { describe, expect, it } from 'vitest'
import type { Fault } from '../model/topology.ts'
import type { Trace } from '../model/trace.ts'
import { stepOf } from '../testing/grammar.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'

/** TLS ends at the web server, behind a balancer that passes it on; the app keeps its data in a file. */
function site(): NetworkBuilder {
  return network()
    .zone('lan', { cidr: '10.0.0.0/24' })
    .add('client', 'pc', { zone: 'lan', program: 'curl' })
    .add('load-balancer', 'lb', { zone: 'lan' })
    .add('web-server', 'web', { zone: 'lan', config: { https: true, certificateNames: '10.0.0.11' } })
    .add('web-app', 'app', { zone: 'lan', config: { endpoints: [{ usesDatabase: 'reads' }] } })
    .add('database', 'db')
    .link('pc', 'lb', 'web', 'app', 'db')
}

const get = (net: NetworkBuilder, scheme = 'https') => net.get('pc', `${scheme}://10.0.0.11/`)
const status = ({ verdict }: Trace) => (verdict.seen.type === 'answer' ? verdict.seen.status : verdict.seen.type)
const assumed = (trace: Trace) =>
  trace.hops.flatMap(({ steps }) => steps.filter(({ action }) => action === 'assumed').map(({ code }) => code))

describe('the fault “answers with a status”', () => {
  const fault: Fault = { type: 'answers', status: 503 }

  it('answers what the device can read', () => {
    expect(status(get(site().change('web', { fault })))).toBe(503)
    expect(status(get(site().change('lb', { fault }), 'http'))).toBe(503)
  })

  it('says that it has no effect where the request is passed on unread', () => {
    const trace = get(site().change('lb', { fault }))
    expect(status(trace)).toBe(200)
    expect(assumed(trace)).toEqual(['net.fault-cannot-read'])
  })

  it('says that it has no effect on what is not asked over HTTP', () => {
    const trace = get(site().change('db', { fault }))
    expect(status(trace)).toBe(200)
    expect(assumed(trace)).toEqual(['net.fault-not-http'])
  })
})

describe('a cut cable to a file', () => {
  it('takes the file away, and is the reason', () => {
    const trace = get(site().changeLink('app', 'db', { cut: true }))
    expect(status(trace)).toBe(500)
    expect(stepOf(trace, trace.verdict.because)?.code).toBe('net.file-cut')
  })
})
