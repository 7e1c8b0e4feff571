import type { HttpRequestMessage } from '../../model/packet.ts'
import { shownBy, versionBy } from '../common/tls.ts'
import type { Incoming } from '../contract/context.ts'
import { modelOf } from './compile.ts'
import type { Model, Proxy } from './model.ts'
import { usableCount } from './open.ts'
import { unusable } from './pick.ts'
import type { Sight } from './sight.ts'
import type { Ctx } from './state.ts'

/** Who asked for which name in its TLS hello, as long as the connection lives. */
export const nameKey = 'haproxy-server-name'

/** What the rules of a frontend may look at when this came in. */
export function sightOf(
  context: Ctx,
  { backends, users, proxies }: Model,
  { connection, service, message }: Incoming,
  frontend: Proxy,
  request?: HttpRequestMessage,
): Sight {
  const asked = message.protocol === 'tls' ? message.serverName : connection.memo[nameKey]
  return {
    client: connection.remote,
    local: connection.local,
    tls: service.tls,
    tlsVersion: versionBy(connection),
    isKnownCaller: shownBy(connection) !== undefined,
    serverName: typeof asked === 'string' ? asked : undefined,
    request,
    response: undefined,
    frontend: frontend.name,
    backend: undefined,
    server: undefined,
    variables: new Map(),
    usable: (name) => usableCount(backends.get(name), context),
    isUp: (name) => {
      const server = proxies.flatMap(({ servers }) => servers).find(({ key }) => key === name)
      return server !== undefined && unusable(server, context) !== 'down' && server.enabled
    },
    allows: (list, user, password) => users.get(list)?.get(user) === password,
    random: () => context.random(),
  }
}

/** The frontend that listens where this came in. */
export function frontendOf(context: Ctx, { connection, service }: Incoming): Proxy | undefined {
  const { proxies } = modelOf(context.settings)
  const { address } = connection.local
  const fits = (exact: boolean) =>
    proxies.find(({ binds }) =>
      binds.some((bind) => bind.port === service.port && bind.address === (exact ? address : undefined)),
    )
  return fits(true) ?? fits(false)
}
