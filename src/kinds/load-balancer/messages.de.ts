import type { Translation } from '../../model/speaker.ts'
import type en from './messages.en.ts'

const de: Translation<typeof en> = {
  name: 'Load Balancer',
  summary: 'Verteilt Anfragen auf mehrere Server',
}

export default de
