import type { Kind } from '../contract.ts'

export const database: Kind = {
  id: 'database',
  category: 'data',
  // lucide "database", ISC
  icon: [
    ['ellipse', { cx: '12', cy: '5', rx: '9', ry: '3' }],
    ['path', { d: 'M3 5V19A9 3 0 0 0 21 19V5' }],
    ['path', { d: 'M3 12A9 3 0 0 0 21 12' }],
  ],
  programs: [
    { program: 'sqlite', preset: {} },
    { program: 'postgresql', preset: {} },
    { program: 'mysql', preset: {} },
  ],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
}
