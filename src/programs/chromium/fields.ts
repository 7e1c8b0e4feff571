import { choice, toggle } from '../../protocols/fields/builders.ts'
import type { SettingsOf } from '../../protocols/fields/field.ts'
import { clientFields } from '../common/client-fields.ts'

export const fields = {
  ...clientFields,
  /** What this version does unless told, without a person's own settings. */
  thirdPartyCookies: choice(['blocked', 'allowed'], { default: 'blocked' }),
  /** On in Chromium as it is delivered; off in the recordings, as test drivers start it. */
  httpsFirst: toggle({ default: false }),
  /** Off, unlike in Chromium as it is delivered: then every request goes out to the net. */
  httpCache: toggle({ default: false }),
  corsRules: choice(['chromium', 'standard'], { default: 'chromium' }),
}

export type ChromiumSettings = SettingsOf<typeof fields>
