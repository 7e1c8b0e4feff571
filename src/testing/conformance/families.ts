import type { Adapter } from './adapter.ts'
import { apache } from './families/apache.ts'
import { browser } from './families/browser.ts'
import { cacheConformance } from './families/cache-conformance.ts'
import { corsChromium, corsWptChromium } from './families/cors.ts'
import { djangoDb } from './families/django-db.ts'
import { dns } from './families/dns.ts'
import { e2eChainFamily } from './families/e2e-chain.ts'
import { failoverHaproxy } from './families/failover-haproxy.ts'
import { failoverNginx } from './families/failover-nginx.ts'
import { firewallNft } from './families/firewall-nft.ts'
import { httpCache } from './families/http-cache.ts'
import { lbHaproxy } from './families/lb-haproxy.ts'
import { lbNginx } from './families/lb-nginx.ts'
import { nginxCache } from './families/nginx-cache.ts'
import { nginxLimitsGzipHeaders } from './families/nginx-limits.ts'
import { nginxLocation } from './families/nginx-location.ts'
import { nginxProxyPassRewrite } from './families/nginx-proxy-pass-rewrite.ts'
import { nginxServerName } from './families/nginx-server-name.ts'
import { nginxStatic } from './families/nginx-static.ts'
import { tls } from './families/tls.ts'
import { tracePackets } from './families/trace-packets.ts'

/** Every family that has an adapter; one line each. */
export const adapters: readonly Adapter[] = [
  apache,
  browser,
  cacheConformance,
  corsChromium,
  corsWptChromium,
  djangoDb,
  dns,
  failoverHaproxy,
  failoverNginx,
  e2eChainFamily,
  firewallNft,
  httpCache,
  lbHaproxy,
  lbNginx,
  nginxCache,
  nginxLimitsGzipHeaders,
  nginxLocation,
  nginxProxyPassRewrite,
  nginxServerName,
  nginxStatic,
  tls,
  tracePackets,
]
