import type { Kind } from '../contract.ts'

export const webApp: Kind = {
  id: 'web-app',
  category: 'service',
  // lucide "code-xml", ISC
  icon: [
    ['path', { d: 'm18 16 4-4-4-4' }],
    ['path', { d: 'm6 8-4 4 4 4' }],
    ['path', { d: 'm14.5 4-5 16' }],
  ],
  programs: [{ program: 'django', preset: {} }],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
}
