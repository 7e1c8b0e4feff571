import type { Translation } from '../../model/speaker.ts'
import client from '../common/client-texts.de.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  ...client,
}

export default de
