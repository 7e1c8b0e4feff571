import type { Kind } from '../contract.ts'

export const internet: Kind = {
  id: 'internet',
  category: 'network',
  // lucide "cloud", ISC
  icon: [['path', { d: 'M17.5 19H9a7 7 0 1 1 6.71-9h1.79a4.5 4.5 0 1 1 0 9Z' }]],
  programs: [{ program: 'router', preset: {} }],
  cableLatencyMs: 10,
  isPublicNet: true,
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
}
