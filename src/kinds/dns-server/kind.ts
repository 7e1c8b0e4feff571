import type { Kind } from '../contract.ts'

export const dnsServer: Kind = {
  id: 'dns-server',
  category: 'network',
  // lucide "globe", ISC
  icon: [
    ['circle', { cx: '12', cy: '12', r: '10' }],
    ['path', { d: 'M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20' }],
    ['path', { d: 'M2 12h20' }],
  ],
  programs: [
    { program: 'bind', preset: {} },
    { program: 'unbound', preset: {} },
    { program: 'dnsmasq', preset: {} },
  ],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
}
