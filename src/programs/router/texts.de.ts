import type { Catalogue } from '../../model/speaker.ts'

/** Nothing can be set on the public net’s routers. */
const de: Catalogue = {}

export default de
