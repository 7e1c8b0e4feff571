import { text } from '../../model/message.ts'
import { settingOf, type Model, type Proxy } from './model.ts'
import type { Call } from './open.ts'
import type { Sight } from './sight.ts'
import type { Ctx } from './state.ts'
import { manual, say } from './words.ts'

/** The backend that a request goes to: the first `use_backend` that holds, else the default one, else its own servers. */
export function backendFor(context: Ctx, { backends }: Model, frontend: Proxy, sight: Sight): Proxy | undefined {
  for (const { name, test, setting } of frontend.uses) {
    if (!test(sight)) continue
    const chosen = backends.get(name(sight))
    if (!chosen) continue
    context.step('decided', say('rule-picks-backend', { backend: text(chosen.name) }), {
      setting,
      source: manual('4.2 use_backend'),
    })
    return chosen
  }
  const chosen = frontend.defaultBackend === undefined ? undefined : backends.get(frontend.defaultBackend)
  if (chosen) {
    context.step('decided', say('default-backend', { backend: text(chosen.name) }), {
      setting: settingOf(frontend, 'defaultBackend'),
      source: manual('4.2 default_backend'),
    })
    return chosen
  }
  return frontend.isBackend ? frontend : undefined
}

/** The server that a `use-server` line names for this request. */
export function namedServer(backend: Proxy, sight: Sight): Call['direct'] {
  for (const { server: name, test, setting } of backend.useServers) {
    const server = test(sight) ? backend.servers.find((one) => one.name === name) : undefined
    if (server) return { server, by: 'rule', setting }
  }
  return undefined
}
