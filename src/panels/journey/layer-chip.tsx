import { useT } from '../../i18n/use-t.tsx'
import type { Layer } from './hop-words.ts'

export const layerKeys = {
  application: 'layer.application',
  transport: 'layer.transport',
  network: 'layer.network',
  link: 'layer.link',
} as const

/** A layer by its name and its colour. */
export function LayerChip({ layer }: { readonly layer: Layer }) {
  const t = useT()
  return (
    <span
      className="rounded-md px-1.5 py-0.5 text-xs font-semibold whitespace-nowrap"
      style={{ background: `var(--layer-${layer}-bg)`, color: `var(--layer-${layer}-fg)` }}
    >
      {t(layerKeys[layer])}
    </span>
  )
}
