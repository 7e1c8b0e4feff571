import { unreadLimits } from '../model/topology.ts'

/** How much a document may hold. What is more is refused (`too-large`); longer texts are cut, and the repairs say so. */
export const limits = {
  /** UTF-8 bytes of a file, and of a link after inflating. */
  bytes: 2_000_000,
  /** Levels of nesting; a table in a config needs seven. */
  depth: 24,
  devices: 2000,
  links: 5000,
  zones: 500,
  notes: 1000,
  scenarios: 500,
  /** UTF-16 code units. */
  title: 200,
  description: 10_000,
  name: 100,
  text: 4000,
  /** Of addresses, settings' words and the like. */
  word: 255,
  /** Lines of a pasted configuration that were not understood. */
  unreadLines: unreadLimits.lines,
  unreadText: unreadLimits.text,
  url: 8000,
  body: 20_000,
  /** Canvas units from the origin, in each direction. */
  coordinate: 100_000,
  side: 20_000,
} as const
