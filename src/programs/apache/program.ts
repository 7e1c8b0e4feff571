import { serversBehind } from '../common/peers.ts'
import { certificateSettings } from '../common/tls-fields.ts'
import { declareProgram } from '../contract/program.ts'
import type { Service } from '../contract/wiring.ts'
import { fields, plainRow, type ApacheSettings } from './fields.ts'
import { tlsRefusal } from './tls.ts'

/** Apache httpd 2.4 with mod_proxy: web server and reverse proxy. */
export const apache = declareProgram({
  id: 'apache',
  name: 'Apache',
  profiles: ['2.4'],
  serves: 'http',
  forwards: false,
  fields,
  sections: [
    { code: 'listen', fields: ['httpPort', 'https', 'httpsPort', 'redirectToHttps', 'serverNames'] },
    { code: 'certificate', fields: [...certificateSettings, 'tlsDirectives', 'certificateFiles'], advanced: true },
    { code: 'proxy', fields: ['proxyPass', 'upstreams'] },
    { code: 'way-back', fields: ['reverseRedirects', 'reverses', 'cookieDomains', 'cookiePaths'], advanced: true },
    { code: 'files', fields: ['files', 'directoryIndex', 'listDirectories'] },
    { code: 'hosts', fields: ['virtualHosts', 'serverName'], advanced: true },
    {
      code: 'paths',
      fields: ['redirects', 'aliases', 'denied', 'documentRoot', 'encodedSlashes', 'mergeSlashes'],
      advanced: true,
    },
    { code: 'compression', fields: ['gzip', 'gzipTypes'] },
    { code: 'headers', fields: ['preserveHost', 'addProxyHeaders'] },
    {
      code: 'header-rules',
      fields: ['requestHeaders', 'responseHeaders', 'environment', 'via', 'viaVersion', 'viaBlock'],
      advanced: true,
    },
    {
      code: 'limits',
      fields: ['timeoutMs', 'connectTimeoutMs', 'balancers', 'errorOverride', 'traceEnabled'],
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

function services(settings: ApacheSettings): readonly Service[] {
  const { httpPort, https, httpsPort, certificateKey, certificateUse } = settings
  // What Apache does not take when it reads its configuration keeps it from starting.
  if (tlsRefusal(settings)) return []
  // Without the key that belongs to its certificate Apache does not start.
  if (https && (certificateKey !== 'fits' || certificateUse === 'weak-key')) return []
  const plain: Service = { port: httpPort, protocol: 'tcp', speaks: 'http', tls: false }
  const secure: Service = { port: httpsPort, protocol: 'tcp', speaks: 'https', tls: true }
  if (!https) return [plain]
  return httpPort === httpsPort ? [secure] : [plain, secure]
}
