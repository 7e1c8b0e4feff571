import { useCatalogue } from '../../i18n/use-t.tsx'
import type { Device } from '../../model/topology.ts'

/** What this kind of device is for, in paragraphs. */
export function ExplanationTab({ device }: { readonly device: Device }) {
  const catalogue = useCatalogue()
  const paragraphs = (catalogue[`${device.kind}.explanation`] ?? '').split('\n').filter((text) => text.trim() !== '')
  return (
    <div className="flex flex-col gap-3 pt-1 text-base leading-relaxed text-pretty hyphens-auto">
      <p className="font-semibold">{catalogue[`${device.kind}.summary`]}</p>
      {paragraphs.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  )
}
