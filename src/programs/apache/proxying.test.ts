import { describe, expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import { all, get } from '../../protocols/http/headers.ts'
import { apacheWith } from '../../testing/apache-with.ts'
import { answer, type Behaviour, type Served } from '../../testing/served.ts'

const host: Header = ['Host', 'client.test']
const a = 'http://10.0.0.7:8000'
const passing = `ProxyPass /api ${a}/x\n`

const group = (members: readonly string[], set = '') =>
  [
    '<Proxy balancer://u>',
    ...members.map((words, index) => `BalancerMember http://10.0.0.${7 + index}:8000 ${words}`),
    ...(set === '' ? [] : [`ProxySet ${set}`]),
    '</Proxy>',
    'ProxyPass / balancer://u/',
  ].join('\n')

const turnsOf = (server: Served, count: number, headers: readonly Header[] = []) =>
  Array.from({ length: count }, () => {
    server.get({ headers: [host, ...headers] })
    return server.passed.at(-1)?.to.slice(1) ?? '-'
  }).join('')

const passedOn = (text: string, target: string) => {
  const server = apacheWith(text)
  const { status } = server.get({ target, headers: [host] })
  return server.passed[0]?.message.target ?? status
}

const headersPassed = (text: string, headers: readonly Header[] = []) => {
  const server = apacheWith(`${text}\nProxyPass / ${a}/`)
  server.get({ headers: [host, ...headers] })
  return server.passed[0]?.message.headers ?? []
}

const broughtBack = (text: string, headers: readonly Header[], status = 302) =>
  apacheWith(text, { d7: answer(status, headers) }).get({ target: '/api/x', headers: [host] }).headers

const tries = (text: string) => {
  const server = apacheWith(text, { d7: 'refused', d8: 'refused' })
  server.get()
  server.get()
  return server.tried.length
}

const sticky = (set: string, first = '') => group([`route=a ${first}`, 'route=b'], `stickysession=S ${set}`)

const connection = (status: number, headers: readonly Header[] = []) => {
  const server = apacheWith(passing, { d7: answer(status) })
  return get(server.get({ target: '/api/x', headers: [host, ...headers] }).headers, 'Connection')
}

const timeTold = (text: string, behaviour: Behaviour, code: string) => {
  const server = apacheWith(text, { d7: behaviour })
  server.get({ headers: [host] })
  const step = server.steps.find((one) => one.code === `apache.${code}`)
  return [step?.data['timeout'], step?.setting]
}

describe('which member of a balancer is asked', () => {
  it.each([
    ['the sets in order', ['lbset=1', '', ''], '898989'],
    ['a spare only for somebody who is missing', ['status=+D', '', 'status=+R'], '898989'],
    ['one spare for each who is missing', ['status=+D', 'status=+R', 'status=+R'], '888888'],
    ['no spare while nobody is missing', ['', '', 'status=+R'], '787878'],
    ['a standby when nobody else is left in its set', ['status=+H', 'lbset=1', 'lbset=1'], '777777'],
    ['nobody who only gets his own sessions', ['status=+N', '', ''], '898989'],
  ])('%s', (_, members, expected) => {
    expect(turnsOf(apacheWith(group(members)), 6)).toBe(expected)
  })

  it('a failed one is not replaced while it still counts as usable, and is by as many as maxattempts says', () => {
    const down = { d7: 'refused', d8: 'refused' } as const
    expect(apacheWith(group(['status=+I', '']), { d7: 'refused' }).status()).toBe(503)
    expect(apacheWith(group(['', '', ''], 'maxattempts=1'), down).status()).toBe(503)
    expect(apacheWith(group(['', '', ''], 'maxattempts=2'), down).status()).toBe(200)
  })

  it('with retry=0 everybody keeps his place in the turn', () => {
    const server = apacheWith(group(['retry=0', 'retry=0']), { d7: 'refused' })
    server.get()
    server.get()
    expect(server.tried).toEqual(['d7', 'd8'])
  })

  it('all are only tried again if nobody is disabled, and if forcerecovery allows it', () => {
    expect(tries(group(['', '']))).toBe(2)
    expect(tries(group(['', 'status=+D']))).toBe(0)
    expect(tries(group(['', ''], 'forcerecovery=Off'))).toBe(0)
  })
})

describe('sessions', () => {
  it.each([
    ['S=x.b', '8888'],
    ['q=1; S=s.a; z=2', '7777'],
    ['S=b', '7878'],
    ['S=x.zz', '7878'],
    ['XS=s.b', '7878'],
  ])('the cookie %s: %s', (cookie, expected) => {
    expect(turnsOf(apacheWith(sticky('')), 4, [['Cookie', cookie]])).toBe(expected)
  })

  it('count in the turn of all others', () => {
    const server = apacheWith(sticky(''))
    const bound = [['Cookie', 'S=x.b']] as const
    expect(turnsOf(server, 1) + turnsOf(server, 1, bound) + turnsOf(server, 2)).toBe('7878')
    expect(turnsOf(server, 1, bound) + turnsOf(server, 2) + turnsOf(server, 1, bound)).toBe('8778')
  })

  it('end with 503 where their member is gone and no other may help', () => {
    const cookie = [['Cookie', 'S=x.a']] as const
    expect(turnsOf(apacheWith(sticky('', 'status=+D')), 2, cookie)).toBe('88')
    const server = apacheWith(sticky('nofailover=On', 'status=+D'))
    expect(server.status({ headers: [host, ...cookie] })).toBe(503)
    expect(server.settingOf('bound-member-gone')).toBe('balancers[0].noFailover')
    expect(server.status({ headers: [host, ['Cookie', 'S=x.nobody']] })).toBe(200)
  })

  it('may also be told in path or query', () => {
    const server = apacheWith(sticky(''))
    for (const target of ['/x;S=q.b', '/x?a=1&S=q.b&z=2']) {
      server.get({ target, headers: [host] })
      expect(server.tried).toEqual(['d8'])
    }
  })
})

describe('paths', () => {
  it.each([
    [`ProxyPassMatch ^/api/(.*)$ ${a}/m/$1`, '/api/users', '/m/users'],
    [`ProxyPassMatch ^/api ${a}/x`, '/api/users', '/x/api/users'],
    [`ProxyPassMatch ^/api/v1 !\nProxyPass /api ${a}/x`, '/api/v1/z', 404],
    [`ProxyPass /api ${a}/pp\n<Location /api>\nProxyPass ${a}/loc\n</Location>`, '/api/z', '/loc/z'],
    [
      `<Location /api>\nProxyPass ${a}/1\n</Location>\n<Location /api/v1>\nProxyPass ${a}/2\n</Location>`,
      '/api/v1/z',
      '/2/z',
    ],
    [`<LocationMatch "^/api/(?<n>\\w+)">\nProxyPass ${a}\n</LocationMatch>`, '/api/users', '/api/users'],
    [`ProxyPass /api ${a}/x nocanon`, '/api/./a|b?c', '/x/./a|b?c'],
    [`ProxyPass /api/ ${a}/ nocanon`, '/api//b/./c', '/b/c'],
    [`ProxyPass /api ${a}/a%20b`, '/api/c', '/a%2520b/c'],
    [`ProxyPass /api ${a}`, '/api/%3Fx', '/%3Fx'],
    [`ProxyPass /api/ ${a}`, '/api/%3Fx', 400],
    [`AllowEncodedSlashes On\nProxyPass / ${a}/`, '/a%2Fb', '/a/b'],
    [`AllowEncodedSlashes NoDecode\nProxyPass / ${a}/`, '/a%2Fb%20c', '/a%2Fb%20c'],
    [`MergeSlashes Off\nProxyPass /api ${a}/x`, '/api//users', '/x//users'],
    [`MergeSlashes Off\nProxyPass /api ${a}/x`, '//api/users', '/x/users'],
    [`<Proxy balancer://u>\nBalancerMember ${a}/app\n</Proxy>\nProxyPass /api balancer://u/b`, '/api/c', '/app/b/c'],
  ])('%s: %s becomes %s', (text, target, expected) => {
    expect(passedOn(text, target)).toBe(expected)
  })
})

describe('headers on the way in', () => {
  const sent: readonly Header[] = [['X-A', 'aab']]

  it.each([
    ['RequestHeader merge X-A aab', ['aab']],
    ['RequestHeader merge X-A new', ['aab, new']],
    ['RequestHeader setifempty X-A new', ['aab']],
    ['RequestHeader edit X-A a b', ['bab']],
    ['RequestHeader edit* X-A (a) $1$1', ['aaaab']],
    ['RequestHeader add X-A new', ['aab', 'new']],
    ['RequestHeader set X-A late\nRequestHeader set X-A soon early', ['late']],
    ['RequestHeader set X-A "50%%"', ['50%']],
    ['RequestHeader set X-A expr=%{REMOTE_ADDR}:%{HTTP_HOST}', ['198.51.100.7:client.test']],
    ['SetEnv V b\nRequestHeader set X-A "%{V}e"', ['b']],
    ['RequestHeader set X-A b env=V', ['aab']],
    ['<Location /else>\nRequestHeader set X-A b\n</Location>', ['aab']],
    ['<Location />\nRequestHeader set X-A b\n</Location>\nRequestHeader set X-A c', ['b']],
  ])('%s: %s', (text, expected) => {
    expect(all(headersPassed(text, sent), 'X-A')).toEqual(expected)
  })

  it.each([
    ['ProxyVia On', ['1.0 fred, 1.1 203.0.113.10']],
    ['ProxyVia Full', ['1.0 fred, 1.1 203.0.113.10 (Apache/2.4.71)']],
    ['ProxyVia Block', []],
    ['ProxyVia Off', ['1.0 fred']],
    ['ProxyVia Full\nProxyVia On', ['1.0 fred, 1.1 203.0.113.10']],
  ])('%s', (text, expected) => {
    expect(all(headersPassed(text, [['Via', '1.0 fred']]), 'Via')).toEqual(expected)
  })

  it('Max-Forwards counts down, and ends at zero', () => {
    expect(get(headersPassed('', [['Max-Forwards', '3']]), 'Max-Forwards')).toBe('2')
    const server = apacheWith(`ProxyPass / ${a}/`)
    const asked = (method: string) => server.status({ method, headers: [host, ['Max-Forwards', '0']] })
    expect([asked('GET'), asked('TRACE'), asked('OPTIONS')]).toEqual([400, 200, 200])
    expect(server.tried).toEqual([])
  })

  it('switches of mod_proxy are variables', () => {
    expect(get(headersPassed('SetEnv proxy-nokeepalive 1'), 'Connection')).toBe('close')
    expect(get(headersPassed('SetEnv force-proxy-request-1.0 1'), 'Connection')).toBeUndefined()
  })
})

describe('headers on the way back', () => {
  it.each([
    [`ProxyPassReverse /api ${a}/x`, `${a}/x/y`, 'http://client.test/api/y'],
    [`ProxyPassReverse /api ${a}/x`, 'HTTP://10.0.0.7:8000/x/y', 'http://client.test/api/y'],
    [`ProxyPassReverse /api ${a}/x`, 'http://10.0.0.7:8001/x', 'http://10.0.0.7:8001/x'],
    ['ProxyPassReverse /api http://app.test/x', 'http://app.test/x/y', 'http://client.test/api/y'],
    ['ProxyPassReverse /api http://app.test/x', `${a}/x`, `${a}/x`],
    ['ProxyPassReverse /api /x', 'https://anywhere.test/x/y', 'http://client.test/api/y'],
    [`ProxyPassReverse / ${a}/\nProxyPassReverse /api ${a}/x`, `${a}/x/y`, 'http://client.test/x/y'],
    [`<Location /other>\nProxyPassReverse ${a}/x\n</Location>`, `${a}/x`, `${a}/x`],
  ])('%s: %s becomes %s', (text, location, expected) => {
    for (const name of ['Location', 'Content-Location']) {
      expect(get(broughtBack(passing + text, [[name, location]]), name)).toBe(expected)
    }
  })

  it.each([
    ['ProxyPassReverseCookiePath /x /api', 'a=b; Path=/x/y', 'a=b; Path=/api'],
    ['ProxyPassReverseCookiePath / /r\nProxyPassReverseCookiePath /x /api', 'a=b; Path=/x', 'a=b; Path=/r'],
    ['ProxyPassReverseCookieDomain app.test client.test', 'a=b; domain=APP.test', 'a=b; domain=client.test'],
    ['ProxyPassReverseCookieDomain app.test client.test', 'a=b; Domain=.app.test', 'a=b; Domain=.app.test'],
  ])('%s: %s becomes %s', (text, cookie, expected) => {
    expect(get(broughtBack(passing + text, [['Set-Cookie', cookie]]), 'Set-Cookie')).toBe(expected)
  })

  it.each<[string, number, readonly string[]]>([
    ['Header set X-A new', 404, ['new']],
    ['Header always set X-A new', 404, ['new', 'one']],
    ['Header append X-A new', 200, ['one, new']],
    ['Header always unset X-A', 200, ['one']],
    ['ProxyErrorOverride On\nHeader set X-A new', 404, []],
    ['ProxyErrorOverride On\nHeader always set X-A new', 404, ['new']],
  ])('%s, with %i: %s', (text, status, expected) => {
    expect(all(broughtBack(`${text}\n${passing}`, [['X-A', 'one']], status), 'X-A')).toEqual(expected)
  })

  it('a range is cut here, whatever the server behind made of it', () => {
    const server = apacheWith(passing, { d7: answer(200, [], 100) })
    const ranged = server.get({ target: '/api/x', headers: [host, ['Range', 'bytes=0-9']] })
    expect([ranged.status, get(ranged.headers, 'Content-Range')]).toEqual([206, 'bytes 0-9/100'])
  })

  it('the connection is only spoken of where it is asked for, or where it ends', () => {
    expect([connection(200), connection(200, [['Connection', 'keep-alive']])]).toEqual([undefined, 'Keep-Alive'])
    expect([connection(503), connection(404)]).toEqual(['close', undefined])
  })
})

describe('times', () => {
  it('each server behind has its own, else those for all', () => {
    const own = `ProxyTimeout 9\nProxyPass / ${a}/ timeout=2`
    expect(timeTold(own, 'timed-out', 'answer-late')).toMatchObject([{ value: 2000 }, 'proxyPass[0].timeoutMs'])
    expect(timeTold(own, 'connect-timed-out', 'connect-late')).toMatchObject([
      { value: 2000 },
      'proxyPass[0].timeoutMs',
    ])
    const member = group(['connectiontimeout=300ms', ''])
    const told = timeTold(member, 'connect-timed-out', 'connect-late')
    expect(told).toMatchObject([{ value: 300 }, 'upstreams[0].connectTimeoutMs'])
  })
})
