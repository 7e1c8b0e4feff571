import { describe, expect, it } from 'vitest'
import type { DnsRecord } from '../../model/packet.ts'
import { answerQuestion, type Zone } from './zone.ts'

const zone: Zone = {
  apex: 'example.test',
  soa: {
    name: 'example.test',
    type: 'SOA',
    ttl: 300,
    data: 'ns.example.test hostmaster.example.test 1 3600 600 86400 30',
  },
  records: parse(`
    example.test 300 NS ns.example.test
    ns.example.test 300 A 10.53.0.3
    example.test 300 A 203.0.113.10
    www.example.test 300 CNAME example.test
    app.example.test 20 CNAME www.example.test
    v6only.example.test 300 AAAA 2001:db8::1
    dual.example.test 300 A 203.0.113.20
    dual.example.test 300 AAAA 2001:db8::20
    *.wild.example.test 300 A 203.0.113.40
    exact.wild.example.test 300 A 203.0.113.41
    sub.empty.wild2.example.test 300 A 203.0.113.42
    *.wild2.example.test 300 A 203.0.113.43
    loop1.example.test 300 CNAME loop2.example.test
    loop2.example.test 300 CNAME loop1.example.test
    self.example.test 300 CNAME self.example.test
    dangling.example.test 300 CNAME nothere.example.test
    todead.example.test 300 CNAME www.dead.test
    sub.example.test 300 NS ns.sub.example.test`),
}

function parse(text: string): DnsRecord[] {
  return text
    .trim()
    .split('\n')
    .map((row) => {
      const [name = '', ttl, type = '', data = ''] = row.trim().split(' ')
      return { name, ttl: Number(ttl), type, data }
    })
}

const ask = (name: string, type = 'A') => answerQuestion([zone], { name, type })
const data = (records: readonly DnsRecord[]) =>
  records.map((record) => `${record.name} ${record.ttl} ${record.type} ${record.data}`)
const ns = 'example.test 300 NS ns.example.test'

const soa = 'example.test 30 SOA ns.example.test hostmaster.example.test 1 3600 600 86400 30'

// The SOA's own names are not settings here; rcode, records, TTLs and authority are as recorded.
it.each([
  ['dns-002', 'EXAMPLE.test', 'A', ['example.test 300 A 203.0.113.10'], ns],
  ['dns-007', 'v6only.example.test', 'A', [], soa],
  ['dns-008', 'v6only.example.test', 'AAAA', ['v6only.example.test 300 AAAA 2001:db8::1'], ns],
  ['dns-009', 'dual.example.test', 'AAAA', ['dual.example.test 300 AAAA 2001:db8::20'], ns],
  ['dns-014', 'exact.wild.example.test', 'AAAA', [], soa],
  ['dns-016', 'wild.example.test', 'A', [], soa],
  ['dns-018', 'foo.wild2.example.test', 'A', ['foo.wild2.example.test 300 A 203.0.113.43'], ns],
  ['dns-029', 'example.test', 'AAAA', [], soa],
])('answers as BIND 9.18 was recorded to, %s: %s %s', (_, name, type, answers, authority) => {
  const answer = ask(name, type)
  expect(answer).toMatchObject({ rcode: 'NOERROR', authoritative: true })
  expect(data(answer.answers)).toEqual(answers)
  expect(data(answer.authority)).toEqual([authority])
})

it('follows a chain of aliases, and each record keeps its own TTL', () => {
  expect(data(ask('app.example.test').answers)).toEqual([
    'app.example.test 20 CNAME www.example.test',
    'www.example.test 300 CNAME example.test',
    'example.test 300 A 203.0.113.10',
  ])
})

it('gives the alias itself to who asks for it', () => {
  expect(data(ask('www.example.test', 'CNAME').answers)).toEqual(['www.example.test 300 CNAME example.test'])
})

it('says NXDOMAIN with the alias in the answer when an alias dangles', () => {
  const answer = ask('dangling.example.test')
  expect(answer.rcode).toBe('NXDOMAIN')
  expect(data(answer.answers)).toEqual(['dangling.example.test 300 CNAME nothere.example.test'])
})

// As BIND 9.18.49 answers, asked on loopback: the aliases are in the answer, which is authoritative all the same.
it.each([
  ['loop1.example.test', ['loop2.example.test', 'loop1.example.test']],
  ['self.example.test', ['self.example.test']],
])('gives SERVFAIL for the circle of aliases at %s, and the aliases once', (name, targets) => {
  const answer = ask(name)
  expect(answer).toMatchObject({ rcode: 'SERVFAIL', authoritative: true, authority: [], basis: { type: 'loop' } })
  expect(answer.answers.map((record) => record.data)).toEqual(targets)
})

/** What comes of so many aliases in a row: the code, how many records, whether it is sure. */
function chain(length: number) {
  const rows = Array.from({ length }, (_, index) => `c${index}.example.test 60 CNAME c${index + 1}.example.test`)
  const records = [...zone.records, ...parse([...rows, `c${length}.example.test 60 A 192.0.2.1`].join('\n'))]
  const { rcode, answers, authoritative } = answerQuestion([{ ...zone, records }], {
    name: 'c0.example.test',
    type: 'A',
  })
  return [rcode, answers.length, authoritative]
}

it('follows eleven aliases in a row, and gives SERVFAIL for twelve', () => {
  expect(chain(11)).toEqual(['NOERROR', 12, true])
  expect(chain(12)).toEqual(['SERVFAIL', 12, true])
})

it('answers from the closest of its zones, and refers at the highest of its cuts', () => {
  const soa = (name: string) => ({ ...zone.soa, name })
  const inner: Zone = {
    apex: 'in.example.test',
    soa: soa('in.example.test'),
    records: parse('www.in.example.test 60 A 192.0.2.2'),
  }
  const outer: Zone = {
    ...zone,
    records: parse(`
      www.in.example.test 60 A 192.0.2.9
      sub.example.test 300 NS ns.sub.example.test
      deep.sub.example.test 300 NS ns.elsewhere.test`),
  }
  for (const zones of [
    [outer, inner],
    [inner, outer],
  ]) {
    const found = answerQuestion(zones, { name: 'www.in.example.test', type: 'A' })
    expect(found.answers.map((record) => record.data)).toEqual(['192.0.2.2'])
  }
  const referral = answerQuestion([outer], { name: 'www.deep.sub.example.test', type: 'A' })
  expect(referral.basis).toEqual({ type: 'delegated', cut: 'sub.example.test' })
})

it('hands out an alias that leaves its zones without following it', () => {
  expect(ask('todead.example.test')).toMatchObject({ rcode: 'NOERROR', answers: [{ data: 'www.dead.test' }] })
})

it('gives a name that is not there no time at all to who asks for its SOA', () => {
  expect(data(ask('nothere.example.test', 'SOA').authority)).toEqual([expect.stringContaining('example.test 0 SOA')])
  expect(data(ask('v6only.example.test', 'SOA').authority)).toEqual([expect.stringContaining('example.test 30 SOA')])
})

it('does not follow an alias into another of its zones', () => {
  const soa = { name: 'dead.test', type: 'SOA', ttl: 300, data: 'ns.dead.test h.dead.test 1 3600 600 86400 30' }
  const other: Zone = { apex: 'dead.test', soa, records: parse('www.dead.test 300 A 203.0.113.90') }
  const answer = answerQuestion([zone, other], { name: 'todead.example.test', type: 'A' })
  expect(answer).toMatchObject({ rcode: 'NOERROR', authoritative: true, authority: [], basis: { type: 'other-zone' } })
  expect(data(answer.answers)).toEqual(['todead.example.test 300 CNAME www.dead.test'])
})

describe('wildcards (RFC 4592)', () => {
  it('cover several labels', () => {
    expect(data(ask('a.b.wild.example.test').answers)).toEqual(['a.b.wild.example.test 300 A 203.0.113.40'])
  })
  it('do not cover names below a name that exists', () => {
    expect(ask('x.exact.wild.example.test').rcode).toBe('NXDOMAIN')
  })
  it('do not cover a name that exists only because of one below it', () => {
    expect(ask('empty.wild2.example.test')).toMatchObject({ rcode: 'NOERROR', answers: [] })
  })
})

it('refers to the other name servers for names below a cut', () => {
  const answer = ask('deep.sub.example.test')
  expect(answer).toMatchObject({ rcode: 'NOERROR', authoritative: false, answers: [] })
  expect(data(answer.authority)).toEqual(['sub.example.test 300 NS ns.sub.example.test'])
})

it('refuses names outside its zones', () => {
  expect(ask('www.other.test')).toMatchObject({ rcode: 'REFUSED', authoritative: false, authority: [] })
})

it('does not load a zone where an alias stands beside other records', () => {
  const broken = { ...zone, records: [...zone.records, ...parse('www.example.test 300 A 203.0.113.1')] }
  expect(answerQuestion([broken], { name: 'example.test', type: 'A' }).rcode).toBe('SERVFAIL')
})
