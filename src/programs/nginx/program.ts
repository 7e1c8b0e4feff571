import { serversBehind } from '../common/peers.ts'
import { certificateSettings } from '../common/tls-fields.ts'
import { declareProgram } from '../contract/program.ts'
import { fields, plainRow } from './fields.ts'
import { services } from './sockets.ts'

/** nginx 1.22 for HTTP: web server, reverse proxy and load balancer in one schema. */
export const nginx = declareProgram({
  id: 'nginx',
  name: 'nginx',
  profiles: ['1.22'],
  serves: 'http',
  forwards: false,
  fields,
  sections: [
    {
      code: 'configuration',
      fields: ['configuration', 'mainDirectives', 'httpDirectives', 'upstreamGroups', 'servers', 'certificateFiles'],
      advanced: true,
    },
    { code: 'listen', fields: ['httpPort', 'https', 'httpsPort', 'redirectToHttps', 'serverNames'] },
    { code: 'certificate', fields: certificateSettings, advanced: true },
    { code: 'locations', fields: ['locations'] },
    { code: 'upstreams', fields: ['upstreams', 'balance'] },
    { code: 'files', fields: ['files'] },
    { code: 'cache', fields: ['cache', 'cachePaths', 'cacheValidMs', 'cacheBypassHeader'] },
    { code: 'compression', fields: ['gzip', 'gzipTypes', 'gzipMinLength'] },
    { code: 'headers', fields: ['proxyHost', 'forwardedHeaders', 'addHeaders'] },
    {
      code: 'limits',
      fields: ['connectTimeoutMs', 'readTimeoutMs', 'nextUpstream', 'clientMaxBodyBytes'],
      advanced: true,
    },
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  behaviour: () => import('./behaviour.ts'),
  derive: (wiring) => ({ upstreams: serversBehind(wiring).map(plainRow) }),
  services,
  stateTables: () => import('./state-tables.ts'),
  findings: () => import('./findings.ts'),
  configText: () => import('./config-text.ts'),
})
