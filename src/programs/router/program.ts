import { declareProgram } from '../contract/program.ts'

/** The routers of the public net: they carry global addresses and drop private ones. Nothing to set. */
export const router = declareProgram({
  id: 'router',
  name: 'Router',
  profiles: ['public'],
  serves: 'network',
  forwards: true,
  fields: {},
  sections: [],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
  derive: () => ({}),
  services: () => [],
})
