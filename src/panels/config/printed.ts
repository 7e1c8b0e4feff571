import { useMemo } from 'react'
import type { Device } from '../../model/topology.ts'
import { printed } from '../../programs/common/printed.ts'
import type { ConfigText, PrintedLine } from '../../programs/contract/config-text.ts'
import type { AnyDefinition } from '../../programs/contract/program.ts'
import { useCompiled } from '../../store/analysis.ts'
import { useOfProgram } from '../use-of-program.ts'

/** A program's configuration language, once it is there; it comes with the first look at one. */
export function useConfigText(program: AnyDefinition | undefined): ConfigText | undefined {
  return useOfProgram(program, languageOf)
}

const languageOf = (program: AnyDefinition) => program.configText?.().then(({ configText }) => configText)

const none: readonly PrintedLine[] = []

/** A device's settings as its program's own text: what was set, over what the cables lead to. */
export function usePrinted(
  device: Device,
  program: AnyDefinition | undefined,
  language: ConfigText | undefined,
): readonly PrintedLine[] {
  const compiled = useCompiled()
  return useMemo(() => {
    if (!program || !language) return none
    return printed(language, program, device.config, compiled.wiringOf(device.id))
  }, [compiled, program, language, device.id, device.config])
}

/** How closely a line belongs to a setting: the higher the closer, 0 not at all. */
export function closeness({ setting }: PrintedLine, path: string): number {
  if (setting === undefined) return 0
  if (setting === path) return 3
  if (isUnder(setting, path)) return 2
  return isUnder(path, setting) ? 1 : 0
}

const isUnder = (inner: string, outer: string): boolean =>
  inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`)

/** The lines that belong most closely to a setting, by their places; none where no line comes from it. */
export function linesOf(lines: readonly PrintedLine[], path: string): readonly number[] {
  const best = Math.max(0, ...lines.map((line) => closeness(line, path)))
  return best === 0 ? [] : [...lines.keys()].filter((index) => closeness(lines[index] ?? { text: '' }, path) === best)
}
