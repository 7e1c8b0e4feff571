import type { Request } from '../../model/request.ts'
import { speaker } from '../../model/speaker.ts'
import type { Client } from '../common/client.ts'
import { probe } from '../common/probe.ts'
import type { Context, Process } from '../contract/context.ts'
import type { Behaviour, Outcome } from '../contract/program.ts'
import type { State } from './browsing.ts'
import type { ChromiumSettings } from './fields.ts'
import { load } from './load.ts'
import type en from './messages.en.ts'

const say = speaker<typeof en>('chromium')

/** So long Chromium waits for the handshake of TLS, as seen; after it the failure is ERR_TIMED_OUT. */
const handshakeMs = 30_000

export const behaviour: Behaviour<ChromiumSettings, State> = {
  initialState: (): State => ({ names: {}, preflights: {}, cookies: [], hsts: {}, kept: {}, places: {}, cache: {} }),
  originate,
}

function* originate(context: Context<ChromiumSettings, State>, request: Request): Process<Outcome> {
  const { settings, state } = context
  const { names, kept, places } = state
  const client: Client = { context, say, profile: 'chromium', names, kept, places, handshakeMs }
  if (request.type !== 'http') return yield* probe(client, request)
  const profile = settings.corsRules === 'standard' ? 'spec' : 'chromium'
  return yield* load(
    {
      client,
      state,
      profile,
      thirdParty: settings.thirdPartyCookies,
      httpsFirst: settings.httpsFirst,
      httpCache: { isOn: settings.httpCache, isToldOff: false },
    },
    request,
  )
}
