import { build, column, row } from './build.ts'

const url = 'https://api.beispiel.de/api/produkte'
const shop = 'https://shop.beispiel.de'

/** An API that lets one other origin in. */
export default build({
  id: 'cors',
  title: { de: 'CORS', en: 'CORS' },
  description: {
    de: 'Die API erlaubt nur Seiten von shop.beispiel.de. Der Browser setzt das durch: Er fragt vorher nach oder hält die Antwort zurück.',
    en: 'The API only admits pages of shop.beispiel.de. The browser enforces it: it asks beforehand or keeps the answer back.',
  },
  zones: [
    {
      id: 'z1',
      name: { de: 'Server', en: 'Servers' },
      cidr: '10.0.1.0/24',
      exposure: 'dmz',
      position: { x: 2 * column - 24, y: -58 },
      size: { width: 2 * column + 186 + 48, height: 58 + 82 },
    },
  ],
  devices: [
    { id: 'd1', kind: 'client', name: 'Browser', position: { x: 0, y: 0 }, config: { connectTimeoutMs: 3000 } },
    {
      id: 'd2',
      kind: 'dns-server',
      name: 'DNS',
      position: { x: 0, y: 1.5 * row },
      config: { records: [{ name: 'api.beispiel.de', type: 'A', target: 'd4', ttl: 300 }] },
    },
    { id: 'd3', kind: 'internet', name: 'Internet', position: { x: column, y: 0 } },
    { id: 'd4', kind: 'firewall', name: 'Firewall', zone: 'z1', position: { x: 2 * column, y: 0 } },
    { id: 'd5', kind: 'reverse-proxy', name: 'Reverse Proxy', zone: 'z1', position: { x: 3 * column, y: 0 } },
    {
      id: 'd6',
      kind: 'web-app',
      name: 'API',
      zone: 'z1',
      position: { x: 4 * column, y: 0 },
      config: {
        corsOrigins: [shop],
        endpoints: [
          { method: 'GET', path: '/api/produkte', body: '[{"id":1,"name":"Tasse"}]', durationMs: 8 },
          { method: 'PUT', path: '/api/produkte', body: '{"id":1}', durationMs: 8 },
        ],
      },
    },
  ],
  links: [
    { id: 'l1', from: 'd1', to: 'd2', latencyMs: 4 },
    { id: 'l2', from: 'd1', to: 'd3', latencyMs: 4 },
    { id: 'l3', from: 'd3', to: 'd4', latencyMs: 4 },
    { id: 'l4', from: 'd4', to: 'd5' },
    { id: 'l5', from: 'd5', to: 'd6' },
  ],
  scenarios: [
    {
      id: 's1',
      title: { de: 'Erlaubte Herkunft', en: 'Allowed origin' },
      request: { type: 'http', from: 'd1', method: 'GET', url, initiator: 'fetch', pageOrigin: shop },
      expected: { seen: 'answer', status: 200, because: 'd6' },
    },
    {
      id: 's2',
      title: { de: 'Verbotene Herkunft', en: 'Forbidden origin' },
      request: {
        type: 'http',
        from: 'd1',
        method: 'GET',
        url,
        initiator: 'fetch',
        pageOrigin: 'https://fremd.beispiel.org',
      },
      expected: { seen: 'blocked-by-cors' },
    },
    {
      id: 's3',
      title: { de: 'Mit Preflight-Anfrage', en: 'With a preflight request' },
      request: {
        type: 'http',
        from: 'd1',
        method: 'PUT',
        url,
        initiator: 'fetch',
        pageOrigin: shop,
        headers: [['Content-Type', 'application/json']],
        body: '{"id":1}',
      },
      expected: { seen: 'answer', status: 200, because: 'd6' },
    },
  ],
})
