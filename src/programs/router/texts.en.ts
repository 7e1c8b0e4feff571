import type { Catalogue } from '../../model/speaker.ts'

/** Nothing can be set on the public net's routers. */
const en: Catalogue = {}

export default en
