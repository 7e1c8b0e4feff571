import { useCatalogue, useT } from '../../i18n/use-t.tsx'
import type { Device } from '../../model/topology.ts'
import { definitionOf } from '../../programs/definitions.ts'

/** What this kind of device is for, in paragraphs, and which version of its program it behaves like. */
export function ExplanationTab({ device }: { readonly device: Device }) {
  const t = useT()
  const catalogue = useCatalogue()
  const paragraphs = (catalogue[`${device.kind}.explanation`] ?? '').split('\n').filter((text) => text.trim() !== '')
  const { id, profile } = device.program
  const program = definitionOf(id)?.name
  const differences = catalogue[`${id}.versions`]
  return (
    <div className="flex flex-col gap-3 pt-1 text-base leading-relaxed text-pretty hyphens-auto">
      <p className="font-semibold">{catalogue[`${device.kind}.summary`]}</p>
      {paragraphs.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {program !== undefined && /^\d/.test(profile) ? (
        <p className="border-t border-line pt-3 text-sm text-muted">
          {[t('explanation.version', { program, version: profile }), differences].filter(Boolean).join(' ')}
        </p>
      ) : null}
    </div>
  )
}
