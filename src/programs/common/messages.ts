import type { Messages } from '../../model/speaker.ts'

/** What programs share and say with the prefix `tls`. */
export const commonMessages: Messages = {
  en: () => import('./messages.en.ts'),
  de: () => import('./messages.de.ts'),
}
