import { declareProgram } from '../contract/program.ts'
import { fields } from './fields.ts'

/** Django 4.2 (and 3.2) with django-cors-headers 4 under gunicorn 20.1 (sync workers). */
export const django = declareProgram({
  id: 'django',
  name: 'Django',
  profiles: ['4.2', '3.2'],
  serves: 'http',
  forwards: false,
  asksDatabases: true,
  fields,
  sections: [
    { code: 'endpoints', fields: ['endpoints', 'appendSlash'] },
    { code: 'database', fields: ['database', 'databaseTimeoutMs'] },
    { code: 'pages', fields: ['notFoundPage', 'serverErrorPage'], advanced: true },
    {
      code: 'protection',
      fields: ['allowedHosts', 'debug', 'csrfProtection', 'csrfTrustedOrigins', 'maxBodyBytes'],
      advanced: true,
    },
    {
      code: 'tls',
      fields: ['sslRedirect', 'trustForwardedProto', 'forwardedAllowIps', 'useForwardedHost', 'hstsSeconds'],
      advanced: true,
    },
    {
      code: 'cors',
      fields: ['corsOrigins', 'corsCredentials', 'corsMethods', 'corsHeaders', 'corsMaxAge'],
      advanced: true,
    },
    { code: 'server', fields: ['port', 'workers', 'workerTimeoutMs', 'coldStartMs'], advanced: true },
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
  derive(wiring) {
    const database = wiring.leadsTo.find((peer) => peer.serves === 'sql')
    return database ? { database: database.id } : {}
  },
  services: ({ port }) => [{ port, protocol: 'tcp', speaks: 'http', tls: false }],
  stateTables: () => import('./state-tables.ts'),
  findings: () => import('./findings.ts'),
})
