import { defineProgram } from '../contract/program.ts'
import { carryPublicOnly } from './public-routing.ts'

/** The routers of the public net: they carry global addresses and drop private ones. Nothing to set. */
export const router = defineProgram({
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
  initialState: () => null,
  derive: () => ({}),
  services: () => [],
  filter: carryPublicOnly,
})
