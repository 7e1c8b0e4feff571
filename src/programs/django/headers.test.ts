import { expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import type { JsonObject } from '../../model/topology.ts'
import { all, get } from '../../protocols/http/headers.ts'
import { network } from '../../testing/network.ts'

interface Sent {
  readonly method?: string
  readonly headers?: readonly Header[]
  readonly body?: string
}

/** What one request to an app of this config is answered, and all that is said on the way. */
function ask(config: JsonObject, { method = 'GET', headers = [], body }: Sent = {}, profile = '4.2') {
  const net = network()
    .zone('lan', { cidr: '10.0.0.0/24' })
    .add('client', 'client', { zone: 'lan', program: 'curl' })
    .add('web-app', 'app', { zone: 'lan', config: { endpoints: [{ path: '/', method: 'any' }], ...config } })
    .link('client', 'app')
  net.change('app', { program: { ...net.device('app').program, profile } })
  const url = `http://${net.compiled().addressesOf(net.id('app'))[0]}:8000/`
  const trace = net.get('client', url, { method, headers, ...(body === undefined ? {} : { body }) })
  const message = trace.hops.at(-1)?.packetIn?.message
  const response = message?.protocol === 'http' && message.kind === 'response' ? message : undefined
  const codes = trace.hops.flatMap(({ steps }) => steps.map(({ code }) => code))
  return { net, url, codes, status: response?.status, headers: response?.headers ?? [] }
}

const secure: Sent = { headers: [['X-Forwarded-Proto', 'https']] }

it('HSTS is said to those who came with TLS, and to nobody else', () => {
  const config = { trustForwardedProto: true, hstsSeconds: 60 }
  expect(get(ask(config, secure).headers, 'Strict-Transport-Security')).toBe('max-age=60')
  expect(get(ask(config).headers, 'Strict-Transport-Security')).toBeUndefined()
})

it('Cross-Origin-Opener-Policy came with Django 4', () => {
  expect(get(ask({}).headers, 'Cross-Origin-Opener-Policy')).toBe('same-origin')
  expect(get(ask({}, {}, '3.2').headers, 'Cross-Origin-Opener-Policy')).toBeUndefined()
})

it('a form for several origins has one Vary for both', () => {
  const endpoints = [{ path: '/', method: 'any', showsForm: true }]
  const { headers } = ask({ csrfProtection: true, corsOrigins: ['https://a.test'], endpoints })
  expect(all(headers, 'Vary')).toEqual(['Cookie, origin'])
})

const ofSize = (size: number, headers: readonly Header[] = []) =>
  ask({ maxBodyBytes: 10 }, { method: 'POST', body: 'x'.repeat(size), headers }).status

it('a body may be as large as the limit; files of a form do not count', () => {
  expect([ofSize(10), ofSize(11), ofSize(11, [['Content-Type', 'multipart/form-data; boundary=b']])]).toEqual([
    200, 400, 200,
  ])
})

it('says of a free worker only that somebody has waited for it', () => {
  expect(ask({}).codes).not.toContain('django.worker-free')
})

it('a worker that took another’s place has to load the application anew', () => {
  const endpoints = [{ path: '/', ends: 'exits' }]
  const { net, url } = ask({ coldStartMs: 500, endpoints })
  const codes = net.get('client', url).hops.flatMap(({ steps }) => steps.map(({ code }) => code))
  expect(codes).toContain('django.cold-start')
})
