import type { Device, JsonObject } from '../model/topology.ts'
import type { ConfigText } from '../programs/contract/config-text.ts'
import { configText as haproxyText } from '../programs/haproxy/config-text.ts'
import { configText as nginxText } from '../programs/nginx/config-text.ts'
import { recordedEndpoints } from './conformance/families/django-app.ts'
import { network, type NetworkBuilder } from './network.ts'

/** A part of the recorded chain, by the names of the recordings. */
export type Tier = 'client' | 'dns' | 'net' | 'fw' | 'lb' | 'px1' | 'px2' | 'web1' | 'web2' | 'app1' | 'app2' | 'db'

/** What a case changes before its first request. */
export type Change = Omit<Partial<Device>, 'config'> & { readonly config?: JsonObject }

const place = (network: string, ...addresses: string[]) => ({ interfaces: [{ network, addresses }] })
const cables: readonly (readonly [Tier, Tier])[] = [
  ['client', 'net'],
  ['net', 'dns'],
  ['net', 'fw'],
  ['fw', 'lb'],
  ['fw', 'px1'],
  ['fw', 'px2'],
  ['fw', 'web1'],
  ['fw', 'web2'],
  ['fw', 'app1'],
  ['fw', 'app2'],
  ['fw', 'db'],
]
/** Ids are given out in the order in which devices and cables are added. */
const order: readonly Tier[] = ['client', 'dns', 'net', 'fw', 'lb', 'px1', 'px2', 'web1', 'web2', 'app1', 'app2', 'db']
const idOf = (tier: Tier): string => `d${order.indexOf(tier) + 1}`
const cableOf = (from: Tier, to: Tier): string =>
  `l${cables.findIndex(([one, other]) => one === from && other === to) + 1}`

/** The base rules of the recordings' head; `est` is the firewall's memory. */
export const baseRules: readonly JsonObject[] = [
  { name: 'wan', interfaceIn: 'wan', interfaceOut: 'dmz', to: '10.0.1.10', protocol: 'tcp', ports: '80, 443' },
  { name: 'px1', interfaceIn: 'dmz', interfaceOut: 'lan', from: '10.0.1.21', protocol: 'tcp', ports: '80' },
  { name: 'px2', interfaceIn: 'dmz', interfaceOut: 'lan', from: '10.0.1.22', protocol: 'tcp', ports: '80' },
]

const css = { path: '/static/a.css', bytes: 4000, type: 'text/css' }
const name = 'www.example.test'

/** A program's settings out of its own configuration text; a line that it does not understand is a mistake here. */
function configured(language: ConfigText, profile: string, text: string): JsonObject {
  const { config, notRead } = language.read(text, profile)
  const [first] = notRead
  if (first) throw new Error(`Line ${first.line} was not understood: ${first.text}`)
  return config
}

interface BalancerOptions {
  /** What follows `server px1 10.0.1.21:80` and its like. */
  readonly check?: string
  readonly servers?: readonly ('px1' | 'px2')[]
  readonly frontend?: string
  readonly backend?: string
  readonly ports?: readonly number[]
  readonly retries?: number
  readonly redispatch?: string
  readonly serverTimeout?: number
  /** Whether it says of every request how it came. */
  readonly tellsScheme?: boolean
}

const addressOfProxy = { px1: '10.0.1.21', px2: '10.0.1.22' }

export function balancer(options: BalancerOptions = {}): JsonObject {
  const { check = 'check inter 250 fall 2 rise 1', servers = ['px1', 'px2'], ports = [80, 443] } = options
  const { retries = 2, redispatch = 'option redispatch 1', serverTimeout = 9, tellsScheme = true } = options
  const scheme = `http-request set-header X-Forwarded-Proto https if { ssl_fc }
  http-request set-header X-Forwarded-Proto http unless { ssl_fc }`
  const text = `
defaults
  mode http
  timeout connect 1s
  timeout client 30s
  timeout server ${serverTimeout}s
  retries ${retries}
  ${redispatch}
frontend public
${ports.map((port) => `  bind :${port}${port === 443 ? ' ssl crt /etc/haproxy/site.pem' : ''}`).join('\n')}
  option forwardfor
  ${tellsScheme ? scheme : ''}
  ${options.frontend ?? ''}
  default_backend proxies
backend proxies
  balance roundrobin
  ${options.backend ?? ''}
${servers.map((one) => `  server ${one} ${addressOfProxy[one]}:80 ${check}`).join('\n')}
`
  return configured(haproxyText, '2.6', text)
}

interface ProxyOptions {
  readonly webs?: readonly string[]
  readonly http?: string
  readonly server?: string
  readonly location?: string
  readonly host?: string
  readonly readTimeout?: number
}

export function proxy(options: ProxyOptions = {}): JsonObject {
  const { webs = ['10.0.2.31:80', '10.0.2.32:80'], readTimeout = 6 } = options
  const text = `
http {
  proxy_cache_path /var/cache/nginx keys_zone=pages:1m;
  gzip on;
  gzip_types text/css;
  ${options.http ?? ''}
  upstream web {
${webs.map((web) => `    server ${web};`).join('\n')}
  }
  server {
    listen 80;
    add_header X-Cache-Status $upstream_cache_status always;
    add_header X-Web $upstream_addr always;
    ${options.server ?? ''}
    location / {
      ${options.location ?? ''}
      proxy_pass http://web;
      proxy_cache pages;
      proxy_connect_timeout 1s;
      proxy_read_timeout ${readTimeout}s;
      ${options.host ?? 'proxy_set_header Host $host;'}
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }
  }
}`
  return configured(nginxText, '1.22', text)
}

interface WebOptions {
  readonly serverName?: string
  readonly location?: string
  readonly readTimeout?: number
  readonly apps?: readonly string[]
  readonly host?: string
}

export function nginxWeb(options: WebOptions = {}): JsonObject {
  const { serverName = name, location = '', readTimeout = 2, host = 'proxy_set_header Host $host;' } = options
  const { apps = ['10.0.2.41:8000', '10.0.2.42:8000'] } = options
  const text = `
http {
  upstream app {
${apps.map((one) => `    server ${one};`).join('\n')}
  }
  server {
    listen 80 default_server;
    return 404;
  }
  server {
    listen 80;
    server_name ${serverName};
    location /static/ {
      root /srv;
    }
    location / {
      ${location}
      proxy_pass http://app;
      proxy_connect_timeout 1s;
      proxy_read_timeout ${readTimeout}s;
      ${host}
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }
  }
}`
  return configured(nginxText, '1.22', text)
}

const apache: JsonObject = {
  upstreams: [{ server: idOf('app1') }, { server: idOf('app2') }],
  proxyPass: [{ path: '/static/', action: 'static' }, { path: '/' }],
  serverNames: [name],
  preserveHost: true,
  files: [css],
  connectTimeoutMs: 1000,
  timeoutMs: 2000,
}

const app: JsonObject = {
  endpoints: recordedEndpoints(),
  allowedHosts: [name],
  database: idOf('db'),
  csrfProtection: true,
  trustForwardedProto: true,
  workers: 2,
}

/** The topology of the `e2e_chain` recordings: addresses, time-outs and base rules stand in the file's head. */
export function e2eChain(): NetworkBuilder {
  const dmz = { zone: 'dmz' }
  const lan = { zone: 'lan' }
  const net = network()
    .zone('dmz', { cidr: '10.0.1.0/24', exposure: 'dmz' })
    .zone('lan', { cidr: '10.0.2.0/24' })
    .add('client', 'client', {
      program: 'curl',
      ...place(cableOf('client', 'net'), '198.51.100.10'),
      config: { connectTimeoutMs: 3000, totalTimeoutMs: 14_000, dnsTimeoutMs: 1000, dnsAttempts: 2 },
    })
    .add('dns-server', 'dns', {
      program: 'bind',
      ...place(cableOf('net', 'dns'), '192.0.2.53'),
      config: { records: [{ name, type: 'A', target: '203.0.113.10' }] },
    })
    .add('internet', 'net')
    .add('firewall', 'fw', {
      ...place(cableOf('net', 'fw'), '203.0.113.2', '203.0.113.10'),
      config: {
        rules: baseRules,
        portForwarding: [
          { protocol: 'tcp', port: 80, to: '10.0.1.10' },
          { protocol: 'tcp', port: 443, to: '10.0.1.10' },
        ],
        masquerade: false,
      },
    })
    .add('load-balancer', 'lb', { bare: true, ...dmz, ...place('z1', '10.0.1.10'), config: balancer() })
    .add('reverse-proxy', 'px1', { ...dmz, program: 'nginx', bare: true, ...place('z1', '10.0.1.21'), config: proxy() })
    .add('reverse-proxy', 'px2', { ...dmz, program: 'nginx', bare: true, ...place('z1', '10.0.1.22'), config: proxy() })
    .add('web-server', 'web1', {
      ...lan,
      program: 'nginx',
      bare: true,
      ...place('z2', '10.0.2.31'),
      config: { ...nginxWeb(), files: [{ ...css, path: `/srv${css.path}` }] },
    })
    .add('web-server', 'web2', { ...lan, program: 'apache', ...place('z2', '10.0.2.32'), config: apache })
    .add('web-app', 'app1', { ...lan, ...place('z2', '10.0.2.41'), config: app })
    .add('web-app', 'app2', { ...lan, ...place('z2', '10.0.2.42'), config: app })
    .add('database', 'db', { ...lan, program: 'postgresql', ...place('z2', '10.0.2.50') })
  for (const [from, to] of cables) net.cable(from, to, { latencyMs: 0 })
  return net
}
