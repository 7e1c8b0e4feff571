import type { JsonObject, Link, Note, Zone } from '../model/topology.ts'
import { build, column, row } from './build.ts'
import type { Localised } from './localised.ts'

/** The devices of the course's picture, by the ids that its templates give them. */
export const course = {
  client: 'd1',
  dns: 'd2',
  internet: 'd3',
  firewall: 'd4',
  balancer: 'd5',
  proxy: 'd6',
  nginx: 'd7',
  apache: 'd8',
  app: 'd9',
  database: 'd10',
} as const

export const courseUrl = 'https://www.meinapi-dienst.de/api/produkte'

const zones: readonly Localised<Zone>[] = [
  {
    id: 'z1',
    name: { de: 'Netzwerkkonfiguration', en: 'Network configuration' },
    cidr: '10.0.1.0/24',
    exposure: 'dmz',
    position: { x: 2 * column - 24, y: -58 },
    size: { width: column + 186 + 48, height: 2 * row + 58 + 82 },
  },
  {
    id: 'z2',
    name: { de: 'Webserver', en: 'Web servers' },
    cidr: '10.0.2.0/24',
    exposure: 'private',
    position: { x: 4 * column + 16, y: -58 },
    size: { width: 186 + 48, height: 2 * row + 58 + 82 },
  },
]

const notes: readonly Localised<Note>[] = [
  {
    id: 'n1',
    text: { de: 'Benutzer', en: 'User' },
    position: { x: 0, y: -120 },
    size: { width: 186, height: 74 },
    icon: 'person',
  },
]

const links: readonly Link[] = [
  { id: 'l1', from: course.client, to: course.dns, latencyMs: 4 },
  { id: 'l2', from: course.client, to: course.internet, latencyMs: 4 },
  { id: 'l3', from: course.internet, to: course.firewall, latencyMs: 4 },
  { id: 'l4', from: course.firewall, to: course.balancer },
  { id: 'l5', from: course.balancer, to: course.proxy },
  { id: 'l6', from: course.proxy, to: course.nginx },
  { id: 'l7', from: course.proxy, to: course.apache },
  { id: 'l8', from: course.nginx, to: course.app },
  { id: 'l9', from: course.apache, to: course.app },
  { id: 'l10', from: course.app, to: course.database },
]

const products = '[{"id":1,"name":"Tasse","preis":8.5},{"id":2,"name":"Teller","preis":12}]'

/** The texts and files that both web servers have. */
const files: readonly Localised<JsonObject>[] = [
  {
    path: '/index.html',
    type: 'text/html',
    text: {
      de: '<h1>Mein API-Dienst</h1><p>Die Produkte stehen unter /api/produkte.</p>',
      en: '<h1>My API service</h1><p>The products are at /api/produkte.</p>',
    },
  },
  {
    path: '/static/stil.css',
    type: 'text/css',
    cacheControl: 'max-age=60',
    text: 'body { font-family: sans-serif }\nh1 { color: navy }',
  },
]

const firewallRules: readonly Localised<JsonObject>[] = [
  {
    name: { de: 'Web (HTTPS)', en: 'Web (HTTPS)' },
    action: 'accept',
    protocol: 'tcp',
    ports: '443',
    to: course.balancer,
  },
  { name: { de: 'Web (HTTP)', en: 'Web (HTTP)' }, action: 'accept', protocol: 'tcp', ports: '80', to: course.balancer },
  { name: { de: 'von innen nach außen', en: 'from inside to outside' }, action: 'accept', interfaceOut: 'wan' },
]

interface Variant {
  readonly id: string
  readonly title: Localised<string>
  readonly description: Localised<string>
  readonly rules?: readonly Localised<JsonObject>[]
  readonly notes?: readonly Localised<Note>[]
  readonly scenarios: Parameters<typeof build>[0]['scenarios']
}

/** A place by column and row. */
const at = (x: number, y: number) => ({ x: x * column, y: y * row })

/** The setup of the course's picture: one public address, everything else private. */
export function courseChain({ id, title, description, rules = firewallRules, notes: more = [], scenarios }: Variant) {
  return build({
    id,
    title,
    description,
    zones,
    links,
    notes: [...notes, ...more],
    scenarios,
    devices: [
      {
        id: course.client,
        kind: 'client',
        name: { de: 'Client (Browser)', en: 'Client (browser)' },
        position: at(0, 0),
        config: { connectTimeoutMs: 3000 },
        interfaces: [
          { network: 'l1', addresses: ['198.51.100.23'] },
          { network: 'l2', addresses: ['198.51.100.23'] },
        ],
      },
      {
        id: course.dns,
        kind: 'dns-server',
        name: 'DNS',
        position: at(0, 2),
        interfaces: [{ network: 'l1', addresses: ['198.51.100.53'] }],
        config: { records: [{ name: 'www.meinapi-dienst.de', type: 'A', target: course.firewall, ttl: 300 }] },
      },
      { id: course.internet, kind: 'internet', name: 'Internet', position: at(1, 0) },
      {
        id: course.firewall,
        kind: 'firewall',
        name: 'Firewall',
        zone: 'z1',
        position: at(2, 0),
        interfaces: [{ network: 'l3', addresses: ['203.0.113.10'] }],
        config: {
          rules,
          portForwarding: [
            { name: 'HTTPS', protocol: 'tcp', port: 443, to: course.balancer },
            { name: 'HTTP', protocol: 'tcp', port: 80, to: course.balancer },
          ],
        },
      },
      {
        id: course.balancer,
        kind: 'load-balancer',
        name: 'Load Balancer',
        zone: 'z1',
        position: at(2, 2),
        interfaces: [{ network: 'z1', addresses: ['10.0.1.10'] }],
      },
      {
        id: course.proxy,
        kind: 'reverse-proxy',
        name: 'Reverse Proxy',
        zone: 'z1',
        position: at(3, 1),
        interfaces: [{ network: 'z1', addresses: ['10.0.1.20'] }],
        config: { cachePaths: ['/static/'] },
      },
      {
        id: course.nginx,
        kind: 'web-server',
        name: 'nginx',
        zone: 'z2',
        position: { x: 4 * column + 40, y: 0 },
        interfaces: [{ network: 'z2', addresses: ['10.0.2.11'] }],
        config: { files },
      },
      {
        id: course.apache,
        kind: 'web-server',
        program: 'apache',
        name: 'Apache',
        zone: 'z2',
        position: { x: 4 * column + 40, y: 2 * row },
        interfaces: [{ network: 'z2', addresses: ['10.0.2.12'] }],
        config: { files },
      },
      {
        id: course.app,
        kind: 'web-app',
        name: { de: 'Webanwendung', en: 'Web application' },
        position: at(3, 3.6),
        interfaces: [{ network: 'z2', addresses: ['10.0.2.20'] }],
        config: {
          allowedHosts: ['www.meinapi-dienst.de'],
          endpoints: [
            { method: 'GET', path: '/api/produkte', usesDatabase: 'reads', body: products, durationMs: 8 },
            { method: 'POST', path: '/api/produkte', status: 201, usesDatabase: 'writes', durationMs: 12 },
            { method: 'GET', path: '/api/zeit', body: '{"zeit":"12:00"}', durationMs: 2 },
          ],
        },
      },
      {
        id: course.database,
        kind: 'database',
        name: { de: 'Datenbank', en: 'Database' },
        position: at(2, 3.6),
        // As many as the page shows.
        config: { rows: 2 },
      },
    ],
  })
}
