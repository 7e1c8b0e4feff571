import { defineProgram } from '../contract/program.ts'
import type { Service } from '../contract/wiring.ts'
import { fields, type NginxSettings } from './fields.ts'
import { derivedUpstreams } from './group.ts'
import { handle } from './handle.ts'
import { initialState } from './state.ts'

/** nginx 1.22 for HTTP: web server, reverse proxy and load balancer in one schema. */
export const nginx = defineProgram({
  id: 'nginx',
  name: 'nginx',
  profiles: ['1.22'],
  serves: 'http',
  forwards: false,
  fields,
  sections: [
    {
      code: 'configuration',
      fields: ['configuration', 'mainDirectives', 'httpDirectives', 'upstreamGroups', 'servers'],
      advanced: true,
    },
    { code: 'listen', fields: ['httpPort', 'https', 'httpsPort', 'redirectToHttps', 'serverNames'] },
    { code: 'certificate', fields: ['certificateNames', 'certificateState', 'certificateIssuer'], advanced: true },
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
  initialState,
  derive: (wiring) => ({ upstreams: derivedUpstreams(wiring) }),
  services,
  handle,
  stopsOnHangUp: true,
  stateTables: () => import('./state-tables.ts'),
  findings: () => import('./findings.ts'),
  configText: () => import('./config-text.ts'),
})

/** nginx cannot listen twice on one port: with TLS on it, plain HTTP has none. */
function services({ httpPort, https, httpsPort }: NginxSettings): readonly Service[] {
  const plain: Service = { port: httpPort, protocol: 'tcp', speaks: 'http', tls: false }
  const secure: Service = { port: httpsPort, protocol: 'tcp', speaks: 'https', tls: true }
  if (!https) return [plain]
  return httpPort === httpsPort ? [secure] : [plain, secure]
}
