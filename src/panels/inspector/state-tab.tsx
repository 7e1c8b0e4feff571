import type { ReactNode } from 'react'
import { useCatalogue, useT, useTell } from '../../i18n/use-t.tsx'
import type { Device, Json } from '../../model/topology.ts'
import type { AnyProgram } from '../../programs/contract/program.ts'
import { formatCidr } from '../../protocols/ip/cidr.ts'
import { useCompiled } from '../../store/analysis.ts'
import { useSession, type Session } from '../../store/session-store.ts'
import { keyed } from '../../ui/keyed.ts'
import { StateTree } from './state-tree.tsx'

const selectWorld = (session: Session) => session.world

/** What a device is and holds right now: its addresses, its routes, where it listens, what it remembers. */
export function StateTab({ device, program }: { readonly device: Device; readonly program: AnyProgram | undefined }) {
  const t = useT()
  const tell = useTell()
  const compiled = useCompiled()
  const world = useSession(selectWorld)
  const interfaces = compiled.interfacesOf(device.id)
  const routes = compiled.routesOf(device.id)
  const services = program ? compiled.servicesOf(device.id) : []
  return (
    <div className="flex flex-col gap-4 pt-1">
      <Block title={t('network.interfaces')} empty={t('network.no-interfaces')}>
        {interfaces.map(({ name, addresses, cidr, mac, network }) => (
          <Line key={network} label={name}>
            <code>{addresses.join(', ') || '–'}</code>
            {cidr === undefined ? null : <span className="text-muted">{` · ${cidr}`}</span>}
            <code className="block text-muted">{mac}</code>
          </Line>
        ))}
      </Block>
      <Block title={t('state.services')} empty={t('state.no-services')}>
        {services.map(({ port, protocol, speaks, address }) => (
          <Line key={`${protocol} ${port}`} label={speaks.toUpperCase()}>
            <code>{protocol === 'file' ? t('state.file') : `${address ?? '*'}:${port} ${protocol}`}</code>
          </Line>
        ))}
      </Block>
      <Block title={t('state.routes')} empty={t('state.no-routes')}>
        {keyed(routes).map(({ key, item: { destination, gateway, interface: via, action } }) => (
          <Line key={key} label={<code>{formatCidr(destination)}</code>}>
            <code>{action === 'via' ? [gateway, via?.name].filter(Boolean).join(' · ') : action}</code>
          </Line>
        ))}
      </Block>
      <Memory device={device} state={world.states[device.id]?.state} kernel={world.states[device.id]?.kernel} />
      <p className="text-xs text-muted">{t('state.clock', { time: tell.value({ t: 'ms', value: world.clock }) })}</p>
    </div>
  )
}

interface MemoryProps {
  readonly device: Device
  readonly state: Json | undefined
  readonly kernel: Json | undefined
}

function Memory({ device, state, kernel }: MemoryProps) {
  const t = useT()
  const catalogue = useCatalogue()
  const labelOf = (key: string) => catalogue[`${device.program.id}.state.${key}`] ?? key
  const holds = [state, kernel].filter((part) => part !== undefined && !isEmpty(part))
  return (
    <Block title={t('state.memory')} empty={t('state.no-memory')}>
      {keyed(holds).map(({ key, item }) => (
        <StateTree key={key} value={item ?? null} labelOf={labelOf} />
      ))}
    </Block>
  )
}

function isEmpty(value: Json): boolean {
  if (value === null || value === '') return true
  return typeof value === 'object' && Object.values(value).every(isEmpty)
}

interface BlockProps {
  readonly title: string
  readonly empty: string
  readonly children: readonly ReactNode[]
}

function Block({ title, empty, children }: BlockProps) {
  return (
    <section>
      <h2 className="pb-1 text-xs font-semibold text-muted">{title}</h2>
      {children.length === 0 ? (
        <p className="text-sm text-muted">{empty}</p>
      ) : (
        <div className="flex flex-col gap-1">{children}</div>
      )}
    </section>
  )
}

function Line({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,7rem)_minmax(0,1fr)] gap-2 text-sm">
      <span className="truncate text-muted">{label}</span>
      <span className="min-w-0 break-words">{children}</span>
    </div>
  )
}
