import { Lock } from 'lucide'
import { useT } from '../../i18n/use-t.tsx'
import type { Packet } from '../../model/packet.ts'
import type { LinkId } from '../../model/topology.ts'
import type { Hop, Trace } from '../../model/trace.ts'
import { useCompiled } from '../../store/analysis.ts'
import { Icon } from '../../ui/icon.tsx'
import { keyed } from '../../ui/keyed.ts'
import { readersOf, type Layer } from './hop-words.ts'
import { layerKeys } from './layer-chip.tsx'
import {
  changedLines,
  isComparable,
  messageLines,
  networkLines,
  transportLines,
  type LayerLines,
} from './packet-lines.ts'

const layers: readonly Layer[] = ['application', 'transport', 'network', 'link']

type ByLayer = Readonly<Partial<Record<Layer, LayerLines>>>

/** What came in and what went out, layer by layer, with what the device changed marked. */
export function PacketView({ trace, hop }: { readonly trace: Trace; readonly hop: Hop }) {
  const t = useT()
  const linkLines = useLinkLines(hop)
  const canRead = readersOf(trace).has(hop.device)
  const layersOf = (packet: Packet | undefined, link: LayerLines | undefined): ByLayer => {
    if (!packet) return {}
    const { message, transport } = packet
    return {
      ...(message ? { application: messageLines(message, t) } : {}),
      transport: transportLines(transport, t),
      network: networkLines(packet, t),
      ...(link ? { link } : {}),
    }
  }
  const before = layersOf(hop.packetIn, linkLines.arriving)
  const after = layersOf(hop.packetOut, linkLines.leaving)
  const compares = isComparable(hop.packetIn, hop.packetOut)
  const isHidden = (packet: Packet | undefined, layer: Layer) =>
    layer === 'application' && packet?.encrypted !== undefined && packet.message?.protocol !== 'tls' && !canRead
  return (
    <div className="grid grid-cols-2 gap-x-2 gap-y-1.5">
      <h2 className="text-xs font-semibold text-muted">{t('packet.in')}</h2>
      <h2 className="text-xs font-semibold text-muted">{t('packet.out')}</h2>
      {hop.packetIn || hop.packetOut ? null : <p className="col-span-2 text-sm text-muted">{t('packet.none')}</p>}
      {layers
        .filter((layer) => before[layer] ?? after[layer])
        .map((layer) => {
          const changed = compares ? changedLines(before[layer], after[layer]) : undefined
          return [
            <LayerBox
              key={`${layer} in`}
              layer={layer}
              side={t('packet.in')}
              content={before[layer]}
              isHidden={isHidden(hop.packetIn, layer)}
            />,
            <LayerBox
              key={`${layer} out`}
              layer={layer}
              side={t('packet.out')}
              content={after[layer]}
              changed={changed}
              isHidden={isHidden(hop.packetOut, layer)}
            />,
          ]
        })}
    </div>
  )
}

interface LayerBoxProps {
  readonly layer: Layer
  /** `Comes in` or `goes on`. */
  readonly side: string
  readonly content: LayerLines | undefined
  readonly changed?: ReadonlySet<string> | undefined
  readonly isHidden: boolean
}

function LayerBox({ layer, side, content, changed, isHidden }: LayerBoxProps) {
  const t = useT()
  if (!content) return <div className="rounded-lg border border-dashed border-line" aria-hidden="true" />
  const title = [t(layerKeys[layer]), isHidden ? 'TLS' : content.protocol].filter((part) => part !== '').join(' · ')
  return (
    <section
      aria-label={`${side}: ${title}`}
      className="min-w-0 rounded-lg px-2.5 py-1.5"
      style={{ background: `var(--layer-${layer}-bg)` }}
    >
      <h3 className="text-xs font-semibold" style={{ color: `var(--layer-${layer}-fg)` }}>
        {title}
      </h3>
      {isHidden ? (
        <p className="flex items-start gap-1.5 text-xs text-pretty">
          <Icon of={Lock} size={0.85} className="mt-px" />
          {t('packet.unreadable')}
        </p>
      ) : (
        <Lines lines={content.lines} changed={changed} />
      )}
    </section>
  )
}

function Lines({
  lines,
  changed,
}: {
  readonly lines: readonly string[]
  readonly changed: ReadonlySet<string> | undefined
}) {
  const t = useT()
  return (
    <div className="font-mono text-[0.75rem] leading-[1.15rem]">
      {keyed(lines).map(({ key, item }) =>
        changed?.has(item) && item !== '' ? (
          <div key={key} className="break-words">
            <mark className="rounded bg-warn-soft px-0.5 text-warn" title={t('packet.changed')}>
              {item}
            </mark>
          </div>
        ) : (
          <div key={key} className="min-h-[0.6rem] break-words">
            {item}
          </div>
        ),
      )}
    </div>
  )
}

/** The cables that a packet came and left over, with the hardware addresses at their ends. */
function useLinkLines(hop: Hop): {
  readonly arriving: LayerLines | undefined
  readonly leaving: LayerLines | undefined
} {
  const compiled = useCompiled()
  const macAt = (device: string | undefined, link: LinkId) =>
    device === undefined || !compiled.topology.devices[device]
      ? undefined
      : compiled.interfacesOf(device).find(({ links }) => links.includes(link))?.mac
  const linesOf = (
    link: LinkId | undefined,
    from: string | undefined,
    to: string | undefined,
  ): LayerLines | undefined => {
    if (link === undefined) return undefined
    const [source, destination] = [macAt(from, link), macAt(to, link)]
    return source === undefined && destination === undefined
      ? undefined
      : { protocol: 'Ethernet', lines: [`${source ?? '?'} → ${destination ?? '?'}`] }
  }
  return {
    arriving: linesOf(hop.via, hop.previous, hop.device),
    leaving: linesOf(hop.out, hop.device, hop.next),
  }
}
