import { beforeAll, describe, expect, it } from 'vitest'
import { compile } from '../engine/compile.ts'
import { engineMessages } from '../engine/say.ts'
import { formatValue, plain, type Voice } from '../i18n/format.ts'
import { loadAllTexts } from '../i18n/load.ts'
import type { Catalogue } from '../model/speaker.ts'
import type { StateTable } from '../programs/contract/state-table.ts'
import { programs } from '../programs/registry.ts'
import { network, type NetworkBuilder } from '../testing/network.ts'

let catalogues: readonly Catalogue[]
beforeAll(async () => {
  catalogues = await Promise.all([
    loadAllTexts('en'),
    loadAllTexts('de'),
    engineMessages.en().then((one) => one.default),
  ])
})

it('whoever remembers something can tell it', () => {
  const mute = programs.filter((program) => program.initialState() !== null && !program.stateTables)
  expect(mute.map(({ id }) => id)).toEqual([])
})

/** What the inspector shows of a device: the rows of each table as plain texts, by the table's code. */
async function remembered(net: NetworkBuilder, name: string): Promise<Record<string, readonly string[][]>> {
  const device = net.device(name)
  const program = programs.find(({ id }) => id === device.program.id)
  const known = net.world.states[device.id]
  const loaded = await program?.stateTables?.()
  if (!loaded || !known) return {}
  const compiled = compile(net.topology)
  const [en = {}, de = {}] = catalogues
  const tables = loaded.stateTables(known.state, {
    settings: compiled.settingsOf(device.id),
    wiring: compiled.wiringOf(device.id),
    now: net.world.clock,
    checks: known.kernel['checks'] as Record<string, number>,
  })
  for (const table of tables) for (const spoken of [en, de]) expectWords(table, device.program.id, spoken)
  const names = { device: (id: string) => net.nameOf(id), zone: () => '', link: () => '', setting: settingPath }
  const voice: Voice = { language: 'en', catalogue: en, names }
  const textOf = (table: StateTable) =>
    table.rows.map((row) =>
      row.map((value) => (value ? plain(formatValue(voice, value)).replaceAll('\u00A0', ' ') : '')),
    )
  return Object.fromEntries(tables.map((table) => [table.code, textOf(table)]))
}

const settingPath = (_device: string, path: string) => path

function expectWords(table: StateTable, program: string, catalogue: Catalogue): void {
  const codes = [table.code, ...table.columns].map((code) => `${program}.${code}`)
  expect(codes.filter((code) => catalogue[code] === undefined)).toEqual([])
  for (const row of table.rows) expect(row).toHaveLength(table.columns.length)
}

const chain = () =>
  network()
    .zone('inside', { cidr: '10.0.1.0/24' })
    .add('client', 'browser')
    .add('dns-server', 'dns')
    .add('internet', 'net')
    .add('firewall', 'edge', { zone: 'inside' })
    .add('load-balancer', 'balancer', { zone: 'inside' })
    .add('web-server', 'one', { zone: 'inside' })
    .add('web-server', 'two', { zone: 'inside' })
    .link('browser', 'net', 'edge', 'balancer', 'one')
    .link('balancer', 'two')
    .link('browser', 'dns')
    .link('dns', 'net')

const freshForAMinute = (httpCache: boolean) =>
  network()
    .zone('lan', { cidr: '192.168.1.0/24' })
    .add('client', 'browser', { zone: 'lan', config: { httpCache } })
    .add('web-server', 'one', {
      zone: 'lan',
      config: { addHeaders: [{ name: 'Cache-Control', value: 'max-age=60' }] },
    })
    .link('browser', 'one')

describe('what devices remember', () => {
  it('is nothing before the first request', async () => {
    expect(await remembered(chain(), 'edge')).toEqual({})
  })

  it('a firewall tells its connections with their translation, and how often each rule decided', async () => {
    const net = chain()
    const [address] = net.compiled().addressesOf(net.id('edge'))
    net.get('browser', `http://${address}/`)
    const { 'state.connections': connections = [], 'state.counters': counters = [] } = await remembered(net, 'edge')
    const [first = []] = connections
    expect(first[0]).toBe('TCP')
    expect(first[1]).toMatch(/^browser \(198\.51\.100\.\d+:\d+\)$|^browser \(/)
    expect(first[2]).toContain(`${address}:80`)
    expect(first[3]).toMatch(/^leads to balancer \(10\.0\.1\.\d+:80\)$/)
    expect(['established', 'closed']).toContain(first[4])
    expect(counters.map(([path]) => path)).toContain('portForwarding[0]')
  })

  it('a balancer tells who is up and who is down, and when it looks again', async () => {
    const net = chain().change('two', { service: false })
    const [address] = net.compiled().addressesOf(net.id('edge'))
    net.get('browser', `http://${address}/`)
    const { 'state.servers': servers = [] } = await remembered(net, 'balancer')
    expect(servers.map(([name, condition]) => [name, condition])).toEqual([
      ['one', 'up'],
      ['two', 'down'],
    ])
    expect(servers.every((row) => /^\d s$/.test(row[4] ?? ''))).toBe(true)
  })

  it('a proxy tells whom it has marked as failed and until when, and what its cache keeps', async () => {
    const net = network()
      .zone('lan', { cidr: '192.168.1.0/24' })
      .add('client', 'browser', { zone: 'lan' })
      .add('reverse-proxy', 'proxy', { zone: 'lan', config: { cache: true, cachePaths: ['/'], cacheValidMs: 60_000 } })
      .add('web-server', 'one', { zone: 'lan' })
      .add('web-server', 'two', { zone: 'lan', service: false })
      .link('browser', 'proxy', 'one')
      .link('proxy', 'two')
    const [address] = net.compiled().addressesOf(net.id('proxy'))
    for (const path of ['a', '', '']) net.get('browser', `http://${address}/${path}`)
    const { 'state.peers': peers = [], 'state.cache': cache = [] } = await remembered(net, 'proxy')
    expect(peers.find(([name]) => name === 'one')?.[1]).toBe('in use')
    expect(peers.find(([name]) => name === 'two')?.[1]).toBe('failed, left out for 10 s')
    expect(cache).toEqual([[`http://${address}/`, '200 OK', '615 bytes', '60 s']])
  })

  it('a browser tells which answers it keeps, for whom and for how long, if it uses them again', async () => {
    const [caching, plainly] = [freshForAMinute(true), freshForAMinute(false)]
    const [address] = caching.compiled().addressesOf(caching.id('one'))
    const url = `http://${address}/`
    for (const one of [caching, plainly]) one.get('browser', url)
    caching.get('browser', url, { initiator: 'iframe', pageOrigin: 'http://shop.test' })
    caching.get('browser', url, { initiator: 'link', pageOrigin: 'http://shop.test' })
    const site = `http://${address}`
    const { 'state.cache': kept = [] } = await remembered(caching, 'browser')
    expect(kept.map(([at, pages]) => [at, pages])).toEqual([
      [url, site],
      [url, `${site}, in a frame on http://shop.test`],
      [url, `${site}, reached from another site`],
    ])
    expect(kept[0]?.slice(2)).toEqual(['200', '60 s', 'If-None-Match and If-Modified-Since'])
    expect(await remembered(plainly, 'browser')).toMatchObject({ 'state.cache': [] })
  })

  it('an application tells what its workers are at', async () => {
    const net = network()
      .zone('lan', { cidr: '192.168.1.0/24' })
      .add('client', 'browser', { zone: 'lan' })
      .add('web-app', 'app', { zone: 'lan' })
      .link('browser', 'app')
    const [address] = net.compiled().addressesOf(net.id('app'))
    const [service] = net.compiled().servicesOf(net.id('app'))
    net.get('browser', `http://${address}:${service?.port}/`)
    net.wait(60_000)
    const { 'state.workers': workers = [] } = await remembered(net, 'app')
    expect(workers[0]).toEqual(['1', 'free'])
  })

  it('a browser tells the names that it still knows, and for how long', async () => {
    const net = chain().change('dns', { config: { records: [{ name: 'www.shop.example', target: 'd4' }] } })
    net.get('browser', 'http://www.shop.example/')
    const { 'state.names': names = [] } = await remembered(net, 'browser')
    const [row = []] = names
    expect(row.slice(0, 2)).toEqual(['www.shop.example', 'A'])
    expect(row[3]).toBe('300 s')
  })
})
