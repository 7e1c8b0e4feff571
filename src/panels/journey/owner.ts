import type { Hop, Step, Trace } from '../../model/trace.ts'

/** Whose setting it was: the device's own, or that of another one that it judged. */
export const ownerOf = (trace: Trace, hop: Hop, { settingAt }: Step): string =>
  trace.hops[settingAt ?? hop.id]?.device ?? hop.device
