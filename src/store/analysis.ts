import { useMemo } from 'react'
import { compile, type Compiled } from '../engine/compile.ts'
import { validate } from '../engine/validate.ts'
import type { Diagram } from '../model/diagram.ts'
import type { Finding } from '../model/finding.ts'
import type { Topology } from '../model/topology.ts'
import { useDocument } from './document-store.ts'

let last: Topology | undefined

/** What of a diagram decides how packets fare; the same object until a device, link or zone changes. */
export function topologyOf({ devices, links, zones, notes }: Diagram): Topology {
  const isSame = last?.devices === devices && last.links === links && last.zones === zones
  if (!last || !isSame) last = { devices, links, zones, notes }
  return last
}

const compiledOf = (diagram: Diagram): Compiled => compile(topologyOf(diagram))

/** Networks, interfaces, routes, settings and services, as they follow from the diagram. */
export const useCompiled = (): Compiled => useDocument(compiledOf)

const findingsOf = (diagram: Diagram): readonly Finding[] => validate(topologyOf(diagram))

/** What the check noticed, worst first. */
export const useFindings = (): readonly Finding[] => useDocument(findingsOf)

/** What the check noticed about one device, link or zone. */
export function useFindingsOf(id: string): readonly Finding[] {
  const findings = useFindings()
  return useMemo(
    () => findings.filter(({ subject }) => subject.type !== 'diagram' && subject.id === id),
    [findings, id],
  )
}
