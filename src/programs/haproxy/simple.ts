import { freshProxy } from './directives.ts'
import type { Settings } from './fields.ts'
import { logFormatOf } from './log-format.ts'
import type { Model, Proxy, Server } from './model.ts'
import type { Rule } from './rules.ts'
import { freshServer } from './server-line.ts'
import { noGlobals, offersOf, readTls } from './tls-words.ts'

/** The simple form as the one `listen` section that it stands for. */
export function simpleModel(settings: Settings): Model {
  const { mode } = settings
  const { defaultServer: _server, plan, ...draft } = freshProxy()
  const proxy: Proxy = {
    ...draft,
    name: '',
    isNamed: false,
    setting: 'servers',
    isFrontend: true,
    isBackend: true,
    mode,
    connectMs: settings.connectTimeoutMs,
    serverMs: settings.serverTimeoutMs,
    clientMs: settings.clientTimeoutMs,
    retries: settings.retries,
    redispatch: settings.redispatch ? -1 : 0,
    balance: { type: settings.algorithm },
    httpCheck:
      settings.checkType === 'http'
        ? {
            ...plan,
            method: 'GET',
            uri: settings.checkPath,
            headers: settings.checkHost === undefined ? [] : [['Host', settings.checkHost]],
          }
        : undefined,
    binds: settings.frontends.map(({ port, tls }, index) => ({
      address: undefined,
      port,
      tls: mode === 'http' && tls,
      words: [],
      setting: `frontends[${index}]`,
    })),
    forwardFor:
      mode === 'http' && settings.forwardedFor
        ? { header: 'X-Forwarded-For', except: undefined, ifNone: false }
        : undefined,
    requestRules: mode === 'http' ? simpleRules(settings) : [],
    servers: simpleServers(settings),
    at,
  }
  return { proxies: [proxy], backends: new Map([['', proxy]]), users: new Map(), globals: noGlobals, unknown: [] }
}

const at = new Map(
  Object.entries({
    mode: 'mode',
    balance: 'algorithm',
    httpCheck: 'checkPath',
    retries: 'retries',
    redispatch: 'redispatch',
    connectMs: 'connectTimeoutMs',
    serverMs: 'serverTimeoutMs',
    clientMs: 'clientTimeoutMs',
    forwardFor: 'forwardedFor',
    check: 'check',
    rise: 'rise',
    fall: 'fall',
    checkType: 'checkType',
  }),
)

/** `http-request redirect scheme https unless { ssl_fc }` and `http-request set-header X-Forwarded-Proto …`. */
function simpleRules({ redirectToHttps, forwardedProto }: Settings): readonly Rule[] {
  const rules: Rule[] = []
  const https = logFormatOf('https')
  if (redirectToHttps && https) {
    rules.push({
      deed: {
        part: 'end',
        deed: {
          type: 'redirect',
          to: 'scheme',
          target: https,
          status: 302,
          dropQuery: false,
          appendSlash: false,
          cookie: undefined,
        },
      },
      test: ({ tls }) => !tls,
      setting: 'redirectToHttps',
    })
  }
  if (forwardedProto) {
    rules.push({
      deed: {
        part: 'header',
        deed: { type: 'set-header', name: 'X-Forwarded-Proto', value: ({ tls }) => (tls ? 'https' : 'http') },
      },
      test: () => true,
      setting: 'forwardedProto',
    })
  }
  return rules
}

/** The rows that name somebody; the same one twice is two servers. */
function simpleServers({ servers, check, checkIntervalMs, rise, fall }: Settings): readonly Server[] {
  const seen = new Map<string, number>()
  const { words: _words, verifyName: _name, ...base } = freshServer()
  return (servers ?? []).flatMap((row, index): readonly Server[] => {
    const { server, port, weight, backup, enabled, tls } = row
    if (server === undefined) return []
    const name = port === undefined ? server : `${server}:${port}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    const key = count === 1 ? name : `${name}#${count}`
    const options = { ...base.check, intervalMs: checkIntervalMs, rise, fall }
    return [
      {
        ...base,
        verify: undefined,
        offers: offersOf(readTls([], 'server')),
        certificate: undefined,
        key,
        name: key,
        id: index + 1,
        setting: `servers[${index}]`,
        target: server,
        port,
        weight,
        backup,
        enabled,
        tls,
        isChecked: check,
        check: options,
      },
    ]
  })
}
