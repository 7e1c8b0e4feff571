import { useT } from '../../i18n/use-t.tsx'
import { knownProgramOf } from '../../kinds/known-program.ts'
import type { Diagram } from '../../model/diagram.ts'
import type { Device } from '../../model/topology.ts'
import { useDocument } from '../../store/document-store.ts'
import { linesOf, useConfigText, usePrinted } from '../config/printed.ts'

interface DecidingLineProps {
  readonly device: string
  /** The setting that decided. */
  readonly path: string
}

const selectDevices = (diagram: Diagram) => diagram.devices

/** The very line of the program's configuration that decided, where the setting stands in one. */
export default function DecidingLine({ device, path }: DecidingLineProps) {
  const owner = useDocument(selectDevices)[device]
  return owner ? <LineOf owner={owner} path={path} /> : null
}

function LineOf({ owner, path }: { readonly owner: Device; readonly path: string }) {
  const t = useT()
  const program = knownProgramOf(owner)
  const language = useConfigText(program)
  const lines = usePrinted(owner, program, language)
  const [first] = linesOf(lines, path)
  const line = first === undefined ? undefined : lines[first]
  if (!language || !line) return null
  return (
    <code
      className="block max-w-full truncate text-xs text-muted"
      title={t('config.line', { file: language.fileName, number: (first ?? 0) + 1 })}
    >
      {line.text.trim()}
    </code>
  )
}
