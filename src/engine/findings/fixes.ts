import type { Finding, Fix, Severity } from '../../model/finding.ts'
import type { Device, JsonObject } from '../../model/topology.ts'
import { withPaths } from '../../protocols/fields/path.ts'

/** A device's configuration as a fix would leave it; `undefined` where the fix changes something else. */
export function withFix(device: Device, fix: Fix): JsonObject | undefined {
  if (fix.type === 'add-link' || fix.device !== device.id) return undefined
  return withPaths(device.config, fix.type === 'clear-setting' ? [[fix.path, undefined]] : Object.entries(fix.config))
}

const severities: readonly Severity[] = ['error', 'warning', 'hint']

/**
 * Whether findings are fewer, the gravest counted first. A fix that does not make it so is not offered: each one that is
 * brings a device nearer to having none, so that no row of fixes leads back to where it began.
 */
export function isBetter(after: readonly Finding[], before: readonly Finding[]): boolean {
  const decisive = severities.find((severity) => count(after, severity) !== count(before, severity))
  return decisive !== undefined && count(after, decisive) < count(before, decisive)
}

const count = (findings: readonly Finding[], severity: Severity): number =>
  findings.filter((one) => one.severity === severity).length
