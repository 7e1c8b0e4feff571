import { describe, expect, it } from 'vitest'
import { get } from '../../protocols/http/headers.ts'
import { response } from '../../protocols/http/messages.ts'
import { answer, Served, type Behaviour } from '../../testing/served.ts'
import { nginx } from './program.ts'
import { read } from './read.ts'

const raw = (text: string): Behaviour => ({ protocol: 'raw', kind: 'bytes', text })

/** A pasted configuration with the servers that it names at 10.0.0.7 and up. */
function pasted(group: string, location: string, behind: Readonly<Record<string, Behaviour>>, head = ''): Served {
  const text = `${head} events { } http { upstream u { ${group} }
    server { listen 80; add_header A $upstream_addr always; add_header S $upstream_status always;
      location / { proxy_pass http://u; ${location} } } }`
  return new Served(nginx, { config: read(text).config, behind })
}

const two = 'server 10.0.0.7:8000; server 10.0.0.8:8000;'
const three = `${two} server 10.0.0.9:8000;`

const tell = (server: Served, asked = {}) => {
  const { status, headers } = server.get(asked)
  return { status, tried: get(headers, 'A'), statuses: get(headers, 'S') }
}

describe('$upstream_addr and $upstream_status', () => {
  it('name every server that was asked', () => {
    const server = pasted(two, '', { d7: 'refused', d8: answer(200) })
    expect(tell(server)).toEqual({ status: 200, tried: '10.0.0.7:8000, 10.0.0.8:8000', statuses: '502, 200' })
  })

  it('name the group where nobody is left to ask', () => {
    const server = pasted(two, '', { d7: 'refused', d8: 'refused' })
    server.get()
    expect(tell(server)).toEqual({ status: 502, tried: 'u', statuses: '502' })
    expect(server.codes).toContain('no-live-server')
  })

  it('part the groups that an error page leads to by a colon', () => {
    const location = 'proxy_intercept_errors on; error_page 404 = @other;'
    const text = `upstream u { ${two} } server { listen 80; add_header A $upstream_addr always;
      location / { proxy_pass http://u; ${location} } location @other { proxy_pass http://10.0.0.9:8000; } }`
    const behind = { d7: answer(404), d8: answer(200), d9: answer(200) }
    const server = new Served(nginx, { config: read(text).config, behind })
    expect(get(server.get().headers, 'A')).toBe('10.0.0.7:8000 : 10.0.0.9:8000')
  })

  it('are not there where nobody was asked', () => {
    const text = 'server { listen 80; add_header A $upstream_addr always; return 204; }'
    const server = new Served(nginx, { config: read(text).config })
    expect(get(server.get().headers, 'A')).toBeUndefined()
  })
})

it('a group is found in any spelling of its name, which the server behind is told as proxy_pass has it', () => {
  const text =
    'upstream Backend { server 10.0.0.7:8000; } server { listen 80; location / { proxy_pass http://bACKEND; } }'
  const server = new Served(nginx, { config: read(text).config, behind: { d7: answer(200) } })
  expect(server.status()).toBe(200)
  expect(get(server.passed[0]!.message.headers, 'Host')).toBe('bACKEND')
})

describe('how long nginx goes on', () => {
  it('proxy_next_upstream_tries ends it early and says so', () => {
    const server = pasted(three, 'proxy_next_upstream_tries 2;', { d7: 'refused', d8: 'refused', d9: answer(200) })
    expect(tell(server)).toMatchObject({ status: 502, statuses: '502, 502' })
    expect(server.codes).toContain('tries-used')
    expect(server.settingOf('tries-used')).toBe('servers[0].locations[0].directives[1]')
  })

  it('a failure that proxy_next_upstream does not name ends it', () => {
    const server = pasted(two, 'proxy_next_upstream http_500;', { d7: 'refused', d8: answer(200) })
    expect(tell(server)).toMatchObject({ status: 502, statuses: '502' })
    expect(server.codes).toContain('next-not-set')
  })

  it('a server that is down takes no try away', () => {
    const group = 'server 10.0.0.7:8000; server 10.0.0.8:8000 down;'
    const server = pasted(group, 'proxy_next_upstream http_500;', { d7: answer(500), d8: answer(200) })
    expect([0, 1, 2].map(() => tell(server).status)).toEqual([500, 500, 500])
  })
})

describe('what is no proper answer', () => {
  it.each<[string, Behaviour, string, string]>([
    [
      'a header line with a blank in its name',
      raw('HTTP/1.1 200 OK\r\nbroken line\r\n\r\n'),
      'answer-header-broken',
      '502',
    ],
    [
      'a header larger than a page',
      response({ status: 200, headers: [['X', 'x'.repeat(4096)]] }),
      'answer-header-too-big',
      '502',
    ],
    [
      'bytes without an end of the header',
      raw(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(5000)}`),
      'answer-header-too-big',
      '502',
    ],
  ])('%s: 502, and another server only with invalid_header', (_, behaviour, code, status) => {
    const server = pasted(two, '', { d7: behaviour, d8: answer(200) })
    expect(tell(server)).toMatchObject({ status: 502, statuses: status })
    expect(server.codes).toEqual(expect.arrayContaining([code, 'server-marked-failed', 'next-not-set']))
    const told = pasted(two, 'proxy_next_upstream invalid_header;', { d7: behaviour, d8: answer(200) })
    expect(tell(told)).toMatchObject({ status: 200, statuses: `${status}, 200` })
  })

  it('a header that breaks off is an error like a closed connection', () => {
    const server = pasted(two, '', { d7: raw('HTTP/1.1 200 OK\r\nX: a\r\n'), d8: answer(200) })
    expect(tell(server)).toMatchObject({ status: 200, statuses: '502, 200' })
    expect(server.codes).toContain('answer-cut')
  })

  it('bytes that are a proper answer are one', () => {
    const server = pasted(two, '', { d7: raw('HTTP/1.0 201 Made\r\nX: a\r\nY\r\n\r\nbody') })
    const got = server.get()
    expect(got).toMatchObject({ status: 201, body: { text: 'body' } })
    expect(get(got.headers, 'X')).toBe('a')
  })

  it('proxy_buffer_size says how large a header may be', () => {
    const large: Behaviour = response({ status: 200, headers: [['X', 'x'.repeat(4096)]] })
    const server = pasted(two, 'proxy_buffer_size 8k;', { d7: large, d8: answer(200) })
    expect(tell(server)).toMatchObject({ status: 200, statuses: '200' })
  })
})

describe('why it is this server', () => {
  const fine = { d7: answer(200), d8: answer(200), d9: answer(200) }

  it.each([
    ['hash $request_uri;', 'server-by-key'],
    ['hash $request_uri consistent;', 'server-on-ring'],
    ['random;', 'server-by-chance'],
    ['ip_hash;', 'server-by-hash'],
    ['least_conn;', 'server-by-least'],
  ])('%s says it by %s and names the setting', (method, code) => {
    const server = pasted(`${method} ${three}`, '', fine)
    server.get()
    expect(server.codes).toContain(code)
    expect(server.settingOf(code)).toBe('upstreamGroups[0].method')
  })

  it('a hash that leads to a server which cannot be asked says that it goes on', () => {
    const down = three.replaceAll(';', ' down;').replace('10.0.0.9:8000 down', '10.0.0.9:8000')
    const server = pasted(`hash $request_uri; ${down}`, '', fine)
    server.get({ target: '/a' })
    expect(tell(server, { target: '/a' }).tried).toBe('10.0.0.9:8000')
    const isOn = ['/a', '/b', '/c', '/d'].some((target) => {
      server.get({ target })
      return server.codes.includes('server-by-hash-on')
    })
    expect(isOn).toBe(true)
  })
})

it('dice that always fall alike draw no second server: the turn decides', () => {
  const server = pasted(`random two least_conn; ${two}`, '', { d7: answer(200), d8: answer(200) })
  server.get()
  expect(server.codes).toEqual(expect.arrayContaining(['server-by-turn', 'places-in-vain']))
})

describe('worker processes', () => {
  const fine = { d7: answer(200), d8: answer(200) }

  it('without a zone each says that it counts for itself', () => {
    const server = pasted(two, '', fine, 'worker_processes 2;')
    server.get()
    expect(server.codes).toContain('worker-own')
    expect(server.settingOf('worker-own')).toBe('mainDirectives[0]')
  })

  it('with a zone they share, and one worker has nobody to share with', () => {
    const shared = pasted(`zone z 64k; ${two}`, '', fine, 'worker_processes 2;')
    shared.get()
    expect(shared.codes).not.toContain('worker-own')
    const single = pasted(two, '', fine, 'worker_processes 1;')
    single.get()
    expect(single.codes).not.toContain('worker-own')
  })

  it('auto is an assumption', () => {
    const server = pasted(two, '', fine, 'worker_processes auto;')
    server.get()
    expect(server.codes).toContain('workers-assumed')
  })
})
