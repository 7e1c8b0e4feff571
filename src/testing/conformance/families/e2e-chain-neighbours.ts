import type { JsonObject } from '../../../model/topology.ts'
import { nginxWeb } from '../../e2e-chain.ts'
import {
  apps,
  both,
  config,
  firewall,
  httpsOnly,
  lb,
  onlyWeb,
  proxies,
  proxyRules,
  record,
  stopped,
  sslRedirect,
  wanRule,
  webTimeout,
  type Fault,
} from './e2e-chain-parts.ts'
import { deaf, rejecting } from './own-filter.ts'

const site = 'http://www.example.test'
const [px1Rule = {}] = proxyRules
const fromProxies: JsonObject = { interfaceIn: 'dmz', interfaceOut: 'lan', protocol: 'tcp', ports: '80' }
const cut = (tier: NonNullable<Fault['cables']>[number][1]): Fault => ({ cables: [['fw', tier, { cut: true }]] })
const limited = (more: string, burst = '') =>
  proxies({
    http: `limit_req_zone $binary_remote_addr zone=one:1m rate=6r/m;${more}`,
    location: `limit_req zone=one${burst};`,
  })
const db = (settings: JsonObject) => ({ db: config(settings) })
const bothApps = both('app1', 'app2', stopped)
const onlyNginx = onlyWeb('nginx')
const onlyApache = onlyWeb('apache')
const nginxNamesApps: Fault = { changes: { ...onlyNginx, web1: config(nginxWeb({ host: '' })) } }
const ofApps = (port: number) => ['10.0.2.41', '10.0.2.42'].map((address) => `${address}:${port}`)

/** Neighbours of the recorded faults, which this project asked the real programs about; `this + that` joins two. */
export const neighbours: Readonly<Record<string, Fault>> = {
  dns_names_the_dns_server: { changes: record('192.0.2.53') },
  fw_reject_host_unreachable: {
    changes: firewall([{ ...wanRule, action: 'reject', rejectWith: 'host-unreachable' }, ...proxyRules]),
  },
  fw_reject_admin_prohibited: {
    changes: firewall([{ ...wanRule, action: 'reject', rejectWith: 'admin-prohibited' }, ...proxyRules]),
  },
  fw_dnat_wrong_port: {
    changes: {
      fw: config({
        portForwarding: [{ protocol: 'tcp', port: 80, to: '10.0.1.10', toPort: 8080 }],
        rules: [{ interfaceIn: 'wan', interfaceOut: 'dmz', to: '10.0.1.10' }, ...proxyRules],
      }),
    },
  },
  fw_dnat_to_proxy: {
    changes: {
      fw: config({
        portForwarding: [{ protocol: 'tcp', port: 80, to: '10.0.1.21' }],
        rules: [{ ...wanRule, to: '10.0.1.21', ports: '80' }, ...proxyRules],
      }),
    },
  },
  fw_only_px1: { changes: firewall([wanRule, px1Rule]) },
  fw_only_web2: { changes: firewall([wanRule, { ...fromProxies, to: '10.0.2.32' }]) },
  fw_rejects_web1: {
    changes: firewall([wanRule, { ...fromProxies, to: '10.0.2.31', action: 'reject' }, fromProxies]),
  },
  fw_only_80: { changes: firewall([{ ...wanRule, ports: '80' }, ...proxyRules]) },
  web1_cable_cut: { ...cut('web1'), isSudden: true },
  px1_cable_cut: { ...cut('px1'), isSudden: true },
  px1_cable_cut_noticed: cut('px1'),
  app1_cable_cut_nginx: { ...cut('app1'), changes: onlyNginx, isSudden: true },
  app1_cable_cut_apache: { ...cut('app1'), changes: onlyApache, isSudden: true },
  db_cable_cut: { ...cut('db'), changes: onlyNginx, isSudden: true },
  lb_one_proxy_down: { changes: { ...lb({ servers: ['px1'] }), px1: stopped } },
  lb_no_retries: { before: lb({ retries: 0, redispatch: '' }), changes: { px1: stopped }, isSudden: true },
  lb_no_redispatch: { changes: { ...lb({ check: '', redispatch: 'no option redispatch' }), px1: stopped } },
  lb_redispatch_without_check: { changes: { ...lb({ check: '' }), px1: stopped } },
  lb_waits_1s: { changes: lb({ serverTimeout: 1 }) },
  lb_denies: { changes: lb({ frontend: 'http-request deny if { path_beg /db }' }) },
  lb_denies_429: { changes: lb({ frontend: 'http-request deny deny_status 429' }) },
  lb_redirect_301: {
    changes: lb({ frontend: httpsOnly.frontend.replace('https unless', 'https code 301 unless') }),
  },
  lb_forwards_no_proto: { changes: { ...lb({ tellsScheme: false }), ...sslRedirect.changes } },
  web_waits_8s: { changes: webTimeout(8) },
  all_wait_20s: { changes: { ...onlyWeb('nginx', 20), ...webTimeout(20) } },
  app_waits_2s: { changes: { ...webTimeout(8), ...apps({ databaseTimeoutMs: 2000 }) } },
  proxy_reads_1s: { changes: proxies({ readTimeout: 1 }) },
  proxy_no_next_upstream: {
    changes: { ...proxies({ server: 'proxy_next_upstream off;' }), web1: stopped },
    isSudden: true,
  },
  proxy_next_on_5xx: {
    changes: { ...proxies({ server: 'proxy_next_upstream error timeout http_502 http_503;' }), ...bothApps },
    isSudden: true,
  },
  proxy_next_on_404: { changes: proxies({ server: 'proxy_next_upstream http_404;' }) },
  proxy_cache_valid: { changes: proxies({ server: 'proxy_cache_valid 200 10s;' }) },
  apps_down_page_cached: { visited: `${site}/cacheable/`, changes: bothApps },
  web_down_stale_page: {
    before: proxies({ server: 'proxy_cache_valid 200 1s;\n    proxy_cache_use_stale error;' }),
    visited: `${site}/db/`,
    changes: both('web1', 'web2', stopped),
    passesMs: 2500,
  },
  web_down_stale_5xx: {
    before: proxies({ server: 'proxy_cache_valid 200 1s;\n    proxy_cache_use_stale http_502 http_503;' }),
    visited: `${site}/db/`,
    changes: bothApps,
    passesMs: 2500,
  },
  proxy_maintenance: { changes: proxies({ location: 'return 503;' }) },
  proxy_keepalive: {
    changes: proxies({
      webs: ['10.0.2.31:80', '10.0.2.32:80;\n    keepalive 4'],
      host: 'proxy_set_header Host $host;\n      proxy_http_version 1.1;\n      proxy_set_header Connection "";',
    }),
  },
  proxy_rate_limit_429: { changes: limited(' limit_req_status 429;') },
  proxy_rate_limit_burst: { changes: limited('', ' burst=1 nodelay') },
  proxy_hides_errors: {
    changes: {
      ...proxies({
        server: `proxy_intercept_errors on;
    error_page 502 503 =503 /sorry;
    location = /sorry { return 503; }`,
      }),
      ...bothApps,
    },
    isSudden: true,
  },
  web2_down: { changes: { web2: stopped }, isSudden: true },
  app1_down: { changes: { app1: stopped }, isSudden: true },
  apps_down: { changes: bothApps, isSudden: true },
  only_nginx: { changes: onlyNginx },
  only_apache: { changes: onlyApache },
  apache_passes_no_host: { changes: { ...onlyApache, web2: config({ preserveHost: false }) } },
  web_passes_no_host: nginxNamesApps,
  web_app_port_wrong: {
    changes: {
      web1: config(nginxWeb({ apps: ofApps(8001) })),
      web2: config({ upstreams: ['d10', 'd11'].map((server) => ({ server, port: 8001 })) }),
    },
  },
  web_app_weights: {
    changes: {
      ...onlyNginx,
      web1: config(nginxWeb({ apps: ['10.0.2.41:8000 weight=3', '10.0.2.42:8000'] })),
    },
  },
  web_app2_backup: {
    changes: {
      ...onlyNginx,
      web1: config(nginxWeb({ apps: ['10.0.2.41:8000', '10.0.2.42:8000 backup'] })),
    },
  },
  allowed_hosts_any: { changes: apps({ allowedHosts: ['*'] }) },
  ssl_redirect_untrusted: { changes: apps({ sslRedirect: true, trustForwardedProto: false }) },
  app_slow_both_webs: {},
  django_debug: { changes: apps({ debug: true }) },
  append_slash_off: { changes: apps({ appendSlash: false }) },
  db_permission_denied: { changes: db({ mayUseTables: false }) },
  db_unknown_user: { changes: db({ login: 'unknown-user' }) },
  db_unknown_database: { changes: db({ login: 'unknown-database' }) },
  db_rejected_by_filter: { changes: { db: rejecting({}) } },
  db_rejected_with_reset: { changes: { db: rejecting({ protocol: 'tcp', ports: '5432', rejectWith: 'tcp-reset' }) } },
  db_blackholed_apache: { changes: { ...onlyApache, db: deaf } },
  db_blackholed_both: { changes: { db: deaf } },
  db_table_locked_1s: { changes: db({ tableLockedMs: 1000 }) },
  db_table_locked_3s_nginx: { changes: { ...onlyNginx, ...db({ tableLockedMs: 3000 }) } },
  db_table_locked_3s_apache: { changes: { ...onlyApache, ...db({ tableLockedMs: 3000 }) } },
  db_table_locked_10s_nginx: { changes: { ...onlyNginx, ...db({ tableLockedMs: 10_000 }) } },
  db_too_many_connections: { changes: db({ otherConnections: 100 }) },
}
