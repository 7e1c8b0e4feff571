import type { Translation } from '../../model/speaker.ts'
import client from '../common/client-messages.de.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  ...client,

  'no-scheme': 'In der URL fehlt das Schema: curl nimmt http',
  'no-browser': 'curl ist kein Browser: Ob eine andere Herkunft das erlaubt, fragt es nicht (CORS)',
  'redirect-not-followed':
    '{status}: Die Antwort verweist auf {target}, aber curl folgt nur, wenn man es verlangt (-L)',
}

export default de
