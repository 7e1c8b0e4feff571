import type { ReactNode } from 'react'
import type { Route } from '../../engine/routing.ts'
import { useT, useTell } from '../../i18n/use-t.tsx'
import type { Device } from '../../model/topology.ts'
import type { AnyDefinition } from '../../programs/contract/program.ts'
import { formatCidr } from '../../protocols/ip/cidr.ts'
import { useCompiled } from '../../store/analysis.ts'
import { useSession, type Session } from '../../store/session-store.ts'
import { keyed } from '../../ui/keyed.ts'
import { Block } from './block.tsx'
import { Memory } from './memory.tsx'
import { TimeControls } from './time-controls.tsx'

const selectClock = (session: Session) => session.world.clock

/** What a device is and holds right now: its addresses, its routes, where it listens, what it remembers. */
export function StateTab({
  device,
  program,
}: {
  readonly device: Device
  readonly program: AnyDefinition | undefined
}) {
  const t = useT()
  const tell = useTell()
  const compiled = useCompiled()
  const clock = useSession(selectClock)
  const interfaces = compiled.interfacesOf(device.id)
  const routes = withoutRepeats(compiled.routesOf(device.id))
  const services = program ? compiled.servicesOf(device.id) : []
  return (
    <div className="flex flex-col gap-4 pt-1">
      <Block
        title={t('network.interfaces')}
        empty={t(program?.embedded ? 'network.embedded' : 'network.no-interfaces')}
      >
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
      <Memory device={device} program={program} />
      <section className="flex flex-col gap-2 border-t border-line pt-3">
        <output className="text-xs text-muted">
          {t('state.clock', { time: tell.value({ t: 'ms', value: clock }) })}
        </output>
        <TimeControls />
      </section>
    </div>
  )
}

/** Each destination once per interface: the first route to it is the one that is taken, others like it never are. */
function withoutRepeats(routes: readonly Route[]): readonly Route[] {
  const known = new Set<string>()
  return routes.filter(({ destination, interface: via, action }) => {
    const key = `${formatCidr(destination)} ${via?.name} ${action}`
    return !known.has(key) && known.add(key)
  })
}

function Line({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,7rem)_minmax(0,1fr)] gap-2 text-sm">
      <span className="truncate text-muted">{label}</span>
      <span className="min-w-0 break-words">{children}</span>
    </div>
  )
}
