import { assertNever } from '../../lib/assert.ts'
import type { Request } from '../../model/request.ts'
import { speaker } from '../../model/speaker.ts'
import { choice, toggle } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'
import { clientFields, clientSections, deriveClient } from '../common/client-fields.ts'
import type { Client } from '../common/client.ts'
import { probeDns, probePing, probeTcp, probeUdp } from '../common/probe.ts'
import type { Context, Process } from '../contract/context.ts'
import { defineProgram, type Outcome } from '../contract/program.ts'
import type { State } from './browsing.ts'
import { load } from './load.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('chromium')

const fields = {
  ...clientFields,
  /** What this version does unless told, without a person's own settings. */
  thirdPartyCookies: choice(['blocked', 'allowed'], { default: 'blocked' }),
  /** On in Chromium as it is delivered; off in the recordings, as test drivers start it. */
  httpsFirst: toggle({ default: false }),
  corsRules: choice(['chromium', 'standard'], { default: 'chromium' }),
}

/** Chromium 156. Name look-ups, port checks and pings are what the machine's own tools would do. */
export const chromium = defineProgram({
  id: 'chromium',
  name: 'Chromium',
  profiles: ['156'],
  serves: undefined,
  forwards: false,
  fields,
  sections: [
    ...clientSections,
    { code: 'foreign', fields: ['thirdPartyCookies', 'corsRules', 'httpsFirst'], advanced: true },
  ],
  migrations: [],
  messages: { en: () => import('./messages.en.ts'), de: () => import('./messages.de.ts') },
  texts: { en: () => import('./texts.en.ts'), de: () => import('./texts.de.ts') },
  initialState: (): State => ({ names: {}, preflights: {}, cookies: [], hsts: {}, kept: {} }),
  derive: deriveClient,
  services: () => [],
  originate,
  stateTables: () => import('./state-tables.ts'),
})

function* originate(context: Context<SettingsOf<typeof fields>, State>, request: Request): Process<Outcome> {
  const { settings, state } = context
  const client: Client = { context, say, profile: 'chromium', names: state.names, kept: state.kept }
  const profile = settings.corsRules === 'standard' ? 'spec' : 'chromium'
  switch (request.type) {
    case 'http':
      return yield* load(
        { client, state, profile, thirdParty: settings.thirdPartyCookies, httpsFirst: settings.httpsFirst },
        request,
      )
    case 'dns':
      return yield* probeDns(client, request)
    case 'tcp':
      return yield* probeTcp(client, request)
    case 'udp':
      return yield* probeUdp(client, request)
    case 'ping':
      return yield* probePing(client, request)
    default:
      return assertNever(request)
  }
}
