import { build, column, row } from './build.ts'

const server = (number: number) => ({
  id: `d${number + 5}`,
  kind: 'web-server',
  name: { de: `Webserver ${number}`, en: `Web server ${number}` },
  zone: 'z1',
  position: { x: 4 * column, y: (number - 1) * row },
  interfaces: [{ network: 'z1', addresses: [`10.0.1.${20 + number}`] }],
  config: {
    files: [
      {
        path: '/index.html',
        type: 'text/html',
        text: {
          de: `<h1>Webserver ${number}</h1><p>Lade neu: Der nächste antwortet.</p>`,
          en: `<h1>Web server ${number}</h1><p>Load again: the next one answers.</p>`,
        },
      },
    ],
    addHeaders: [{ name: 'X-Server', value: `${number}` }],
  },
})

/** A balancer in front of three equal servers, checked all the time. */
export default build({
  id: 'load-balancing',
  title: { de: 'Lastverteilung', en: 'Load balancing' },
  description: {
    de: 'Der Load Balancer verteilt reihum. Stoppe einen Webserver: Der Health Check merkt es, und die anderen übernehmen.',
    en: 'The load balancer goes round in turn. Stop a web server: the health check notices, and the others take over.',
  },
  zones: [
    {
      id: 'z1',
      name: { de: 'Rechenzentrum', en: 'Data centre' },
      cidr: '10.0.1.0/24',
      exposure: 'dmz',
      position: { x: 2 * column - 24, y: -58 },
      size: { width: 2 * column + 186 + 48, height: 2 * row + 58 + 82 },
    },
  ],
  devices: [
    { id: 'd1', kind: 'client', name: 'Client', position: { x: 0, y: row }, config: { connectTimeoutMs: 3000 } },
    {
      id: 'd2',
      kind: 'dns-server',
      name: 'DNS',
      position: { x: 0, y: 2 * row + 55 },
      config: { records: [{ name: 'www.beispiel.de', type: 'A', target: 'd5', ttl: 300 }] },
    },
    { id: 'd3', kind: 'internet', name: 'Internet', position: { x: column, y: row } },
    { id: 'd4', kind: 'firewall', name: 'Firewall', zone: 'z1', position: { x: 2 * column, y: row } },
    {
      id: 'd5',
      kind: 'load-balancer',
      name: 'Load Balancer',
      zone: 'z1',
      position: { x: 3 * column, y: row },
      interfaces: [{ network: 'z1', addresses: ['10.0.1.10'] }],
      config: { mode: 'http' },
    },
    server(1),
    server(2),
    server(3),
  ],
  links: [
    { id: 'l1', from: 'd1', to: 'd2', latencyMs: 4 },
    { id: 'l2', from: 'd1', to: 'd3', latencyMs: 4 },
    { id: 'l3', from: 'd3', to: 'd4', latencyMs: 4 },
    { id: 'l4', from: 'd4', to: 'd5' },
    { id: 'l5', from: 'd5', to: 'd6' },
    { id: 'l6', from: 'd5', to: 'd7' },
    { id: 'l7', from: 'd5', to: 'd8' },
  ],
  scenarios: [
    {
      id: 's1',
      title: { de: 'Startseite', en: 'Home page' },
      request: { type: 'http', from: 'd1', method: 'GET', url: 'http://www.beispiel.de/' },
      expected: { seen: 'answer', status: 200 },
    },
  ],
})
