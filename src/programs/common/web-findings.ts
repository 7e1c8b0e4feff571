import { number } from '../../model/message.ts'
import { speaker } from '../../model/speaker.ts'
import type { Wiring } from '../contract/wiring.ts'
import { certificateFindings } from './certificate-findings.ts'
import { when, type Noticed } from './noticed.ts'
import { isDeviceId, serverValue } from './peers.ts'
import type { TlsSettings } from './tls-fields.ts'
import type en from './web-texts.en.ts'

type WebSettings = TlsSettings & {
  readonly httpPort: number
  readonly https: boolean
  readonly httpsPort: number
  readonly serverNames: readonly string[] | undefined
  readonly files: readonly unknown[] | undefined
}

/** What the check notices alike about web servers, in the words of the program `id`, whose texts spread `web-texts`. */
export function webFindings(id: string, settings: WebSettings, wiring: Wiring) {
  const say = speaker<typeof en>(id)
  return {
    /** Of one that passes nothing on and answers nothing by itself. */
    nothingBehind(): readonly Noticed[] {
      if ((settings.files ?? []).length > 0) return []
      if (wiring.kind !== 'web-server') {
        return [{ severity: 'error', message: say('finding.no-server'), setting: 'upstreams' }]
      }
      return settings.files === undefined
        ? [{ severity: 'hint', message: say('finding.welcome-only'), setting: 'files' }]
        : [{ severity: 'warning', message: say('finding.nothing-to-serve'), setting: 'files' }]
    },

    /** Of a row that should name a server, by its place among the rows. */
    upstream(server: string | undefined, index: number): readonly Noticed[] {
      const setting = `upstreams[${index}].server`
      if (server === undefined) {
        const message = say('finding.row-without-server', { row: number(index + 1) })
        return [{ severity: 'warning', message, setting }]
      }
      const isUnreachable =
        isDeviceId(server) && wiring.peer(server) !== undefined && wiring.addressOf(server) === undefined
      const message = say('finding.no-way', { server: serverValue(server, wiring) })
      return when(isUnreachable, { severity: 'error', message, setting })
    },

    encryption(): readonly Noticed[] {
      if (!settings.https) return []
      const isTwice = settings.httpPort === settings.httpsPort
      return [
        ...when(isTwice, { severity: 'error', message: say('finding.same-port'), setting: 'httpsPort' }),
        ...certificateFindings(id, settings, wiring, settings.serverNames),
      ]
    },
  }
}
