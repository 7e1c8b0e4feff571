import { describe, expect, it } from 'vitest'
import { address, bytes, code, device, list, ms, nested, number, seconds, text, type Value } from '../model/message.ts'
import { formatMessage, formatValue, plain, type Names, type Voice } from './format.ts'
import type { Language } from './language.ts'
import { placesOf } from './template.ts'

const names: Names = {
  device: (id) => ({ d1: 'Firewall', d2: 'nginx' })[id],
  zone: () => undefined,
  link: () => undefined,
  setting: (_, path) => (path === 'rules[2]' ? 'Rules, no. 3' : undefined),
}

const voice = (catalogue: Record<string, string> = {}, language: Language = 'en'): Voice => ({
  language,
  catalogue,
  names,
})
const shown = (value: Value, language: Language) =>
  plain(formatValue(voice({}, language), value)).replaceAll('\u00a0', ' ')

describe('a value', () => {
  it.each([
    [ms(82), '82 ms', '82 ms'],
    [ms(0.4), '0.4 ms', '0,4 ms'],
    [ms(12.6), '13 ms', '13 ms'],
    [ms(3000), '3.0 s', '3,0 s'],
    [ms(300_000), '5 min', '5 min'],
    [seconds(300), '300 s', '300 s'],
    [ms(360_100), '6 min', '6 min'],
    [ms(365_900), '6 min 5 s', '6 min 5 s'],
    [ms(119_900), '119.9 s', '119,9 s'],
    [seconds(3599), '59 min 59 s', '59 min 59 s'],
    [seconds(3600), '1 hour', '1 Stunde'],
    [seconds(431_997), '4 days 23 hours', '4 Tage 23 Stunden'],
    [seconds(172_800), '2 days', '2 Tage'],
    [bytes(1), '1 byte', '1 Byte'],
    [bytes(512), '512 bytes', '512 Byte'],
    [bytes(1234), '1.2 KB', '1,2 KB'],
    [number(1234.5), '1,234.5', '1.234,5'],
    [list([text('a'), text('b'), text('c')]), 'a, b, and c', 'a, b und c'],
    [device('d1'), 'Firewall', 'Firewall'],
  ])('%o is written as the language writes it', (value, english, german) => {
    expect([shown(value, 'en'), shown(value, 'de')]).toEqual([english, german])
  })

  it('that names something gone is shown by its id', () => {
    expect(shown(device('d9'), 'en')).toBe('d9')
  })
})

describe('a message', () => {
  it('keeps its references apart from its words', () => {
    const rule: Value = { t: 'setting', device: 'd1', path: 'rules[2]' }
    const catalogue = { 'f.denied': 'Rule {rule} of {device} drops {packet}' }
    const data = { rule, device: device('d1'), packet: code('SYN') }
    expect(formatMessage(voice(catalogue), { code: 'f.denied', data })).toEqual([
      { type: 'text', text: 'Rule ' },
      { type: 'setting', device: 'd1', path: 'rules[2]', text: 'Rules, no. 3' },
      { type: 'text', text: ' of ' },
      { type: 'device', id: 'd1', text: 'Firewall' },
      { type: 'text', text: ' drops ' },
      { type: 'code', text: 'SYN' },
    ])
  })

  it('counts by the plural rules of its language', () => {
    const catalogue = { c: '{n,one server,# servers} left' }
    const say = (count: number) => plain(formatMessage(voice(catalogue), { code: 'c', data: { n: number(count) } }))
    expect([say(0), say(1), say(2)]).toEqual(['0 servers left', 'one server left', '2 servers left'])
  })

  it('holds other messages, and lists of references', () => {
    const catalogue = { outer: '{inner}: {servers}', inner: 'Asks {who}' }
    const inner = nested({ code: 'inner', data: { who: address('10.0.0.1') } })
    const data = { inner, servers: list([device('d1'), device('d2')]) }
    expect(plain(formatMessage(voice(catalogue), { code: 'outer', data }))).toBe('Asks 10.0.0.1: Firewall and nginx')
  })

  it('that nobody knows is shown by its code', () => {
    expect(plain(formatMessage(voice(), { code: 'x.y', data: {} }))).toBe('x.y')
  })
})

it('a template names each of its places once', () => {
  expect(placesOf('{b} and {a}, {n,one #,# of them} and {a}')).toEqual(['a', 'b', 'n'])
})
