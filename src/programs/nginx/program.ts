import { certificateSettings } from '../common/tls.ts'
import { defineProgram } from '../contract/program.ts'
import type { Service } from '../contract/wiring.ts'
import { configOf, type NginxServer } from './config.ts'
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
  initialState,
  derive: (wiring) => ({ upstreams: derivedUpstreams(wiring) }),
  services,
  handle,
  stopsOnHangUp: true,
  stateTables: () => import('./state-tables.ts'),
  findings: () => import('./findings.ts'),
  configText: () => import('./config-text.ts'),
})

const isSecure = ({ listens }: NginxServer) => listens.some(({ ssl }) => ssl)

/** Every address and port that some server block listens on; TLS where one of them asks for it. */
function services(settings: NginxSettings): readonly Service[] {
  const sockets = new Map<string, Service>()
  const { servers } = configOf(settings)
  // A key that is not there or belongs to another certificate is an error of the configuration: nginx does not start.
  if (servers.some((server) => isSecure(server) && server.certificate.certificateKey !== 'fits')) return []
  for (const { address, port, ssl } of servers.flatMap(({ listens }) => listens)) {
    const place = address === undefined || address === '::' ? undefined : address
    const key = `${place ?? '*'} ${port}`
    const tls = ssl || (sockets.get(key)?.tls ?? false)
    const service: Service = { port, protocol: 'tcp', speaks: tls ? 'https' : 'http', tls }
    sockets.set(key, place === undefined ? service : { ...service, address: place })
  }
  return [...sockets.values()]
}
