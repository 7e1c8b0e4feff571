import type { Kind } from '../contract.ts'

export const webServer: Kind = {
  id: 'web-server',
  category: 'service',
  // lucide "server", ISC
  icon: [
    ['rect', { width: '20', height: '8', x: '2', y: '2', rx: '2', ry: '2' }],
    ['rect', { width: '20', height: '8', x: '2', y: '14', rx: '2', ry: '2' }],
    ['line', { x1: '6', x2: '6.01', y1: '6', y2: '6' }],
    ['line', { x1: '6', x2: '6.01', y1: '18', y2: '18' }],
  ],
  programs: [
    { program: 'nginx', preset: { proxyHost: '$host' } },
    { program: 'apache', preset: { preserveHost: true } },
  ],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
}
