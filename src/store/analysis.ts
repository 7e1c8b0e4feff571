import { useMemo, useSyncExternalStore } from 'react'
import { compile, type Compiled } from '../engine/compile.ts'
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

type Validate = (topology: Topology) => readonly Finding[]

let validate: Validate | undefined
const listeners = new Set<() => void>()
const nothing: readonly Finding[] = []

/** Fetches the check, which the first paint and a journey do without; `useFindings` is empty until then. */
export async function loadCheck(): Promise<void> {
  const [check, rules] = await Promise.all([import('../engine/validate.ts'), import('../engine/rules.ts')])
  await rules.loadRules()
  validate = check.validate
  for (const listener of listeners) listener()
}

function onCheckLoaded(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What the check noticed, worst first. */
export function useFindings(): readonly Finding[] {
  const topology = useDocument(topologyOf)
  const check = useSyncExternalStore(onCheckLoaded, () => validate)
  return check ? check(topology) : nothing
}

/** What the check noticed about one device, link or zone. */
export function useFindingsOf(id: string): readonly Finding[] {
  const findings = useFindings()
  return useMemo(
    () => findings.filter(({ subject }) => subject.type !== 'diagram' && subject.id === id),
    [findings, id],
  )
}
