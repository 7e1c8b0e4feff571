import client from '../common/client-texts.en.ts'

const en = {
  ...client,
} as const

export default en
