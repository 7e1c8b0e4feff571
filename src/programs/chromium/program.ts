import { assertNever } from '../../lib/assert.ts'
import type { Request } from '../../model/request.ts'
import { speaker } from '../../model/speaker.ts'
import { clientFields, clientSections, deriveClient, type ClientSettings } from '../common/client-fields.ts'
import type { Client, NameCache } from '../common/client.ts'
import { probeDns, probePing, probeTcp } from '../common/probe.ts'
import type { Context, Process } from '../contract/context.ts'
import { defineProgram, type Outcome } from '../contract/program.ts'
import type { PreflightCache } from './cross-origin.ts'
import { load } from './load.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('chromium')

type State = { names: NameCache; preflights: PreflightCache }

/** Chromium 156. Name look-ups, port checks and pings are what the machine's own tools would do. */
export const chromium = defineProgram({
  id: 'chromium',
  name: 'Chromium',
  profiles: ['156'],
  serves: undefined,
  forwards: false,
  fields: clientFields,
  sections: clientSections,
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  initialState: (): State => ({ names: {}, preflights: {} }),
  derive: deriveClient,
  services: () => [],
  originate,
  stateTables: () => import('./state-tables.ts'),
})

function* originate(context: Context<ClientSettings, State>, request: Request): Process<Outcome> {
  const { names, preflights } = context.state
  const client: Client = { context, say, profile: 'chromium', names }
  switch (request.type) {
    case 'http':
      return yield* load({ client, preflights }, request)
    case 'dns':
      return yield* probeDns(client, request)
    case 'tcp':
      return yield* probeTcp(client, request)
    case 'ping':
      return yield* probePing(client, request)
    default:
      return assertNever(request)
  }
}
