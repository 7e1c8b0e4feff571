import type { Diagram } from '../model/diagram.ts'
import { loadFirst } from './first.ts'
import type { Localised, LocalText } from './localised.ts'

export interface Example {
  readonly id: string
  readonly title: LocalText
  /** One line for the menu. */
  readonly summary: LocalText
  load(): Promise<{ readonly default: Localised<Diagram> }>
}

/** Every template, the one that opens first at the top. */
export const examples: readonly Example[] = [
  {
    id: 'api-service',
    title: { de: 'API-Dienst', en: 'API service' },
    summary: {
      de: 'Der ganze Weg aus dem Kurs: vom Client bis zur Datenbank und zurück.',
      en: 'The whole way of the course: from the client to the database and back.',
    },
    load: loadFirst,
  },
  {
    id: 'local-network',
    title: { de: 'Lokales Netz', en: 'Local network' },
    summary: {
      de: 'Ein Server mit lokaler IP: im eigenen Netz erreichbar, aus dem Internet nicht.',
      en: 'A server with a local IP: reached from its own network, but not from the internet.',
    },
    load: () => import('./local-network.ts'),
  },
  {
    id: 'load-balancing',
    title: { de: 'Lastverteilung', en: 'Load balancing' },
    summary: {
      de: 'Ein Load Balancer verteilt die Anfragen reihum auf drei Webserver.',
      en: 'A load balancer hands requests to three web servers in turn.',
    },
    load: () => import('./load-balancing.ts'),
  },
  {
    id: 'cors',
    title: { de: 'CORS', en: 'CORS' },
    summary: {
      de: 'Eine Seite ruft eine API mit anderer Herkunft auf: erlaubt, verboten und mit Preflight-Anfrage.',
      en: 'A page calls an API of another origin: allowed, forbidden and with a preflight request.',
    },
    load: () => import('./cors.ts'),
  },
  {
    id: 'broken-firewall',
    title: { de: 'Kaputte Firewall', en: 'Broken firewall' },
    summary: {
      de: 'Nichts kommt an: Finde die Regel, die schuld ist.',
      en: 'Nothing gets through: find the rule that is to blame.',
    },
    load: () => import('./broken-firewall.ts'),
  },
]
