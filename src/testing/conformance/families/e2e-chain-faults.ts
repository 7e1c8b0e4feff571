import type { Link, JsonObject } from '../../../model/topology.ts'
import { balancer, baseRules, nginxWeb, proxy, type Change, type Tier } from '../../e2e-chain.ts'

export interface Fault {
  readonly changes?: Partial<Record<Tier, Change>>
  readonly cables?: readonly (readonly [Tier, Tier, Partial<Omit<Link, 'id' | 'from' | 'to'>>])[]
  /** It happens while everything runs, and nobody has noticed yet. */
  readonly isSudden?: boolean
  /** A case whose requests came just before, in the same chain: what they left behind is the fault. */
  readonly after?: string
}

const config = (settings: JsonObject): Change => ({ config: settings })
const both = (first: Tier, second: Tier, change: Change) => ({ [first]: change, [second]: change })
const proxies = (options: Parameters<typeof proxy>[0]) => both('px1', 'px2', config(proxy(options)))
const apps = (settings: JsonObject) => both('app1', 'app2', config(settings))
const lb = (options: Parameters<typeof balancer>[0]) => ({ lb: config(balancer(options)) })
const firewall = (rules: readonly JsonObject[]) => ({ fw: config({ rules }) })
const [wanRule = {}, ...proxyRules] = baseRules
const stopped: Change = { service: false }
/** Its own packet filter drops whatever comes in. */
const deaf: Change = {
  filter: {
    program: { id: 'nftables', profile: '1.0.6', configVersion: 0 },
    config: { inputRules: [], inputPolicy: 'drop', inputInside: false },
  },
}
const record = (target: string) => ({
  dns: config({ records: [{ name: 'www.example.test', type: 'A', target }] }),
})
const web = { nginx: '10.0.2.31:80', apache: '10.0.2.32:80' } as const
const onlyWeb = (program: keyof typeof web, readTimeout = 6) => proxies({ webs: [web[program]], readTimeout })
const webTimeout = (seconds: number) => ({
  web1: config(nginxWeb({ readTimeout: seconds })),
  web2: config({ timeoutMs: seconds * 1000 }),
})
const httpsOnly = { frontend: 'http-request redirect scheme https unless { ssl_fc }' }
const sslRedirect = { changes: apps({ sslRedirect: true }) }
const checkedBy = (line: string) => lb({ backend: `option httpchk\n  ${line}` })
const deepCheck = 'http-check send meth GET uri /db/ ver HTTP/1.1 hdr Host www.example.test'
/** nginx in front of both apps: it alone tries a second one after a time-out. */
const lostDatabase: Fault = { changes: { ...onlyWeb('nginx'), ...apps({ database: '10.0.2.99' }) } }

/** From the title of a recording, whose fault is prose, to the settings that make it. */
export const faults: Readonly<Record<string, Fault>> = {
  baseline_db_http: {},
  baseline_db_https: {},
  baseline_static: {},
  baseline_static_gzip: {},
  baseline_home: {},
  proxy_cache_second_request_stops_at_proxy: {},
  django_404: {},
  django_500: {},
  django_redirect_append_slash: {},
  post_without_csrf_403: {},
  post_api: {},
  dns_name_missing: { changes: { dns: config({ records: [], zones: ['example.test'] }) } },
  dns_wrong_ip: { changes: record('203.0.113.99') },
  dns_private_ip: { changes: record('10.0.1.10') },
  dns_server_down: { changes: { dns: stopped } },
  dns_server_blackholed: { changes: { dns: deaf } },
  dns_ok_again: {},
  client_no_default_route: { changes: { client: { gateway: 'none' } } },
  internet_link_down: { cables: [['net', 'fw', { cut: true }]] },
  fw_no_allow_rule_drop: { changes: firewall(proxyRules) },
  fw_reject: { changes: firewall([{ ...wanRule, action: 'reject', rejectWith: 'tcp-reset' }, ...proxyRules]) },
  fw_reject_icmp: { changes: firewall([{ ...wanRule, action: 'reject' }, ...proxyRules]) },
  fw_no_established_rule: { changes: { fw: config({ stateful: false }) } },
  fw_no_dnat: { changes: { fw: config({ portForwarding: [] }) } },
  fw_dnat_wrong_host_filtered: {
    changes: { fw: config({ portForwarding: [{ protocol: 'tcp', port: 80, to: '10.0.1.99' }] }) },
  },
  fw_blocks_proxy_to_web: { changes: firewall([wanRule]) },
  fw_rejects_proxy_to_web: {
    changes: firewall([wanRule, { interfaceIn: 'dmz', interfaceOut: 'lan', action: 'reject' }]),
  },
  fw_client_blocked: { changes: firewall([{ from: '198.51.100.10', action: 'drop' }, ...baseRules]) },
  fw_only_443_http: { changes: firewall([{ ...wanRule, ports: '443' }, ...proxyRules]) },
  fw_only_443_https: { changes: firewall([{ ...wanRule, ports: '443' }, ...proxyRules]) },
  lb_down: { changes: { lb: stopped } },
  one_proxy_down_right_away: { changes: { px1: stopped }, isSudden: true },
  one_proxy_down_after_check: { changes: { px1: stopped } },
  all_proxies_down: { changes: both('px1', 'px2', stopped) },
  proxies_back: {},
  health_check_path_wrong_404: {
    changes: checkedBy('http-check send meth GET uri /nope/ ver HTTP/1.1 hdr Host www.example.test'),
  },
  deep_health_check_ok: { changes: checkedBy(deepCheck) },
  deep_health_check_db_down: { changes: { ...checkedBy(deepCheck), db: stopped } },
  deep_health_check_without_host_header: { changes: checkedBy('http-check send meth GET uri /db/') },
  lb_without_checks_single_proxy_down: { changes: { ...lb({ check: '', servers: ['px1'] }), px1: stopped } },
  proxy_wrong_upstream_port: { changes: proxies({ webs: ['10.0.2.31:81', '10.0.2.32:81'] }) },
  proxy_upstream_ip_nobody_has: { changes: proxies({ webs: ['10.0.2.99:80'] }) },
  proxy_403: { changes: proxies({ location: 'deny all;' }) },
  upload_too_large_at_proxy: { changes: proxies({ http: 'client_max_body_size 1k;' }) },
  proxy_rate_limit: {
    changes: proxies({
      http: 'limit_req_zone $binary_remote_addr zone=one:1m rate=1r/s;',
      location: 'limit_req zone=one;',
    }),
  },
  proxy_does_not_pass_host: { changes: proxies({ host: '' }) },
  proxy_sends_two_host_headers: {
    changes: proxies({ host: 'proxy_set_header Host $host;\n      proxy_set_header Host web;' }),
  },
  web1_down: { changes: { web1: stopped }, isSudden: true },
  both_web_down: { changes: both('web1', 'web2', stopped), isSudden: true },
  web_server_name_mismatch: {
    changes: {
      web1: config(nginxWeb({ serverName: 'other.example.test' })),
      web2: config({ serverNames: ['other.example.test'] }),
    },
  },
  web_403: { changes: { ...onlyWeb('nginx'), web1: config(nginxWeb({ location: 'deny all;' })) } },
  static_missing: {},
  app1_down_nginx_web: { changes: { ...onlyWeb('nginx'), app1: stopped }, isSudden: true },
  apps_down_nginx_web: { changes: { ...onlyWeb('nginx'), ...both('app1', 'app2', stopped) }, isSudden: true },
  apps_down_apache_web: { changes: { ...onlyWeb('apache'), ...both('app1', 'app2', stopped) }, isSudden: true },
  static_still_works_when_apps_down: { changes: both('app1', 'app2', stopped), isSudden: true },
  app2_down_apache_web: { changes: { ...onlyWeb('apache'), app2: stopped }, isSudden: true },
  app_slow_nginx_504: { changes: onlyWeb('nginx') },
  app_slow_apache: { changes: onlyWeb('apache') },
  app_slow_proxy_times_out_first: { changes: { ...onlyWeb('nginx'), ...webTimeout(8) } },
  app_slow_lb_times_out_first: { changes: { ...onlyWeb('nginx', 20), ...webTimeout(20) } },
  app_slow_client_gives_up: { changes: { ...onlyWeb('nginx', 20), ...webTimeout(20) } },
  app_slow_but_within_all_timeouts: {},
  allowed_hosts_wrong: { changes: apps({ allowedHosts: ['other.example.test'] }) },
  db_password_wrong: { changes: { db: config({ acceptsPassword: false }) } },
  db_password_wrong_other_page_ok: { changes: { db: config({ acceptsPassword: false }) } },
  db_host_wrong_no_such_host: lostDatabase,
  healthy_page_right_after_both_apps_timed_out: { ...lostDatabase, after: 'db_host_wrong_no_such_host' },
  sqlite_instead_of_postgres: { changes: { db: { program: { id: 'sqlite', profile: '3.40', configVersion: 0 } } } },
  ssl_redirect_http: sslRedirect,
  ssl_redirect_http_followed: sslRedirect,
  ssl_redirect_https: sslRedirect,
  ssl_redirect_loop: {
    changes: {
      ...sslRedirect.changes,
      ...proxies({ location: 'proxy_set_header X-Forwarded-Proto $scheme;' }),
    },
  },
  db_down: { changes: { db: stopped } },
  db_down_home_ok: { changes: { db: stopped } },
  db_listens_localhost_only: { changes: { db: config({ listenAddress: 'localhost' }) } },
  db_blackholed: { changes: { ...onlyWeb('nginx'), db: deaf } },
  db_table_missing: { changes: { db: config({ hasTables: false }) } },
  tls_expired: { changes: { lb: config({ certificateState: 'expired' }) } },
  tls_wrong_host: { changes: { lb: config({ certificateNames: 'other.example.test' }) } },
  tls_not_configured: { changes: lb({ ports: [80] }) },
  http_to_https_redirect: { changes: lb(httpsOnly) },
  http_to_https_redirect_followed: { changes: lb(httpsOnly) },
  baseline_again: {},
}
