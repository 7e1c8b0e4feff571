import type { Kind } from '../contract.ts'

export const reverseProxy: Kind = {
  id: 'reverse-proxy',
  category: 'edge',
  // lucide "waypoints", ISC
  icon: [
    ['path', { d: 'm10.586 5.414-5.172 5.172' }],
    ['path', { d: 'm18.586 13.414-5.172 5.172' }],
    ['path', { d: 'M6 12h12' }],
    ['circle', { cx: '12', cy: '20', r: '2' }],
    ['circle', { cx: '12', cy: '4', r: '2' }],
    ['circle', { cx: '20', cy: '12', r: '2' }],
    ['circle', { cx: '4', cy: '12', r: '2' }],
  ],
  programs: [
    {
      program: 'nginx',
      preset: {
        https: true,
        cache: true,
        gzip: true,
        gzipTypes: ['application/json', 'text/css', 'application/javascript'],
        proxyHost: '$host',
        forwardedHeaders: true,
      },
    },
    { program: 'haproxy', preset: { mode: 'http', forwardedFor: true, forwardedProto: true } },
    { program: 'apache', preset: { https: true, gzip: true, preserveHost: true } },
  ],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
}
