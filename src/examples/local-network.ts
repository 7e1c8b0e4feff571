import { build, column, row } from './build.ts'

/** The smallest setup: a server with a local IP. */
export default build({
  id: 'local-network',
  title: { de: 'Lokales Netz', en: 'Local network' },
  description: {
    de: 'Der Server hat eine lokale IP. Der Laptop im selben Netz erreicht ihn, das Handy im Internet nicht.',
    en: 'The server has a local IP. The laptop on the same network reaches it, the phone on the internet does not.',
  },
  zones: [
    {
      id: 'z1',
      name: { de: 'Lokales Netz', en: 'Local network' },
      cidr: '192.168.1.0/24',
      exposure: 'private',
      position: { x: -24, y: -58 },
      size: { width: column + 186 + 48, height: 58 + 82 },
    },
  ],
  devices: [
    {
      id: 'd1',
      kind: 'client',
      name: { de: 'Laptop', en: 'Laptop' },
      zone: 'z1',
      position: { x: 0, y: 0 },
      interfaces: [{ network: 'z1', addresses: ['192.168.1.20'] }],
      config: { connectTimeoutMs: 3000 },
    },
    {
      id: 'd2',
      kind: 'web-server',
      name: { de: 'Server', en: 'Server' },
      zone: 'z1',
      position: { x: column, y: 0 },
      interfaces: [{ network: 'z1', addresses: ['192.168.1.10'] }],
      config: {
        files: [
          {
            path: '/index.html',
            type: 'text/html',
            text: {
              de: '<h1>Hallo im lokalen Netz</h1><p>Diese Seite kommt von 192.168.1.10.</p>',
              en: '<h1>Hello on the local network</h1><p>This page comes from 192.168.1.10.</p>',
            },
          },
        ],
      },
    },
    { id: 'd3', kind: 'internet', name: 'Internet', position: { x: column, y: 2 * row } },
    {
      id: 'd4',
      kind: 'client',
      name: { de: 'Handy', en: 'Phone' },
      position: { x: 0, y: 2 * row },
      config: { connectTimeoutMs: 3000 },
    },
  ],
  links: [
    { id: 'l1', from: 'd1', to: 'd2' },
    { id: 'l2', from: 'd4', to: 'd3' },
  ],
  scenarios: [
    {
      id: 's1',
      title: { de: 'Aus dem lokalen Netz', en: 'From the local network' },
      request: { type: 'http', from: 'd1', method: 'GET', url: 'http://192.168.1.10/' },
      expected: { seen: 'answer', status: 200, because: 'd2' },
    },
    {
      id: 's2',
      title: { de: 'Aus dem Internet', en: 'From the internet' },
      request: { type: 'http', from: 'd4', method: 'GET', url: 'http://192.168.1.10/' },
      expected: { seen: 'timed-out', because: 'd3' },
    },
  ],
})
