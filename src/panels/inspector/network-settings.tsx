import { useT } from '../../i18n/use-t.tsx'
import type { Device, InterfaceSettings, Json, StaticRoute } from '../../model/topology.ts'
import { choice, line, table, target } from '../../protocols/fields/builders.ts'
import { isFormat } from '../../protocols/fields/formats.ts'
import { useCompiled } from '../../store/analysis.ts'
import { setDevice } from '../../store/commands/devices.ts'
import { commit } from '../../store/document-store.ts'
import { labels } from '../../store/labels.ts'
import { TextField } from '../../ui/text-field.tsx'
import { FieldRow } from '../form/field-row.tsx'
import { FormContext, useForm } from '../form/form-context.ts'
import { formatComplaint, type FieldTexts } from '../form/texts.ts'
import { asRecord, asRows } from '../form/values.ts'
import { Setting } from './frame.tsx'

const actions = ['via', 'blackhole', 'unreachable', 'prohibit'] as const

const gatewayField = target()
const routesField = table({
  destination: line({ format: 'address-or-cidr' }),
  action: choice(actions, { default: 'via' }),
  via: target({ when: { field: 'action', is: ['via'] } }),
})

/** The words for settings that every device has. */
function useNetworkTexts(): FieldTexts {
  const t = useT()
  const labelsOf: Readonly<Record<string, string>> = {
    gateway: t('network.gateway'),
    routes: t('network.routes'),
    'routes.destination': t('network.destination'),
    'routes.action': t('network.action'),
    'routes.via': t('network.via'),
  }
  const helps: Readonly<Record<string, string>> = {
    gateway: t('network.gateway.help'),
    routes: t('network.routes.help'),
  }
  const options: Readonly<Record<string, string>> = {
    via: t('network.action.via'),
    blackhole: t('network.action.blackhole'),
    unreachable: t('network.action.unreachable'),
    prohibit: t('network.action.prohibit'),
  }
  return {
    label: (path) => labelsOf[path] ?? path,
    help: (path) => helps[path],
    option: (_, value) => options[value] ?? value,
    section: (code) => code,
  }
}

const toRoute = (row: Json): StaticRoute => {
  const { destination, action, via } = asRecord(row)
  return {
    destination: typeof destination === 'string' ? destination : '0.0.0.0/0',
    action: actions.find((known) => known === action) ?? 'via',
    ...(typeof via === 'string' ? { via } : {}),
  }
}

/** Addresses, gateway and routes: derived from the wiring, and to be set where one knows better. */
export function NetworkSettings({ device }: { readonly device: Device }) {
  const form = useForm()
  const texts = useNetworkTexts()
  const compiled = useCompiled()
  const route = compiled.routesOf(device.id).find(({ origin }) => origin === 'default')
  const gateway = route?.gateway === undefined ? undefined : (compiled.ownerOf(route.gateway) ?? route.gateway)
  const set = (change: Parameters<typeof setDevice>[2]) =>
    commit(labels.configure(device.name), (draft) => setDevice(draft, device.id, change))
  return (
    <FormContext value={{ ...form, texts }}>
      <Interfaces device={device} />
      <FieldRow
        field={gatewayField}
        value={device.gateway}
        applies={gateway}
        isFromWiring={gateway !== undefined}
        textPath="gateway"
        path="gateway"
        onChange={(value) => set({ gateway: typeof value === 'string' ? value : undefined })}
      />
      <FieldRow
        field={routesField}
        value={device.routes?.map((one) => ({ ...one }))}
        applies={undefined}
        isFromWiring={false}
        textPath="routes"
        path="routes"
        onChange={(value) => set({ routes: value === undefined ? undefined : asRows(value).map(toRoute) })}
      />
    </FormContext>
  )
}

function Interfaces({ device }: { readonly device: Device }) {
  const t = useT()
  const compiled = useCompiled()
  const interfaces = compiled.interfacesOf(device.id)
  if (interfaces.length === 0) return <p className="text-sm text-muted">{t('network.no-interfaces')}</p>
  const change = (network: string, addresses: readonly string[]) => {
    const others = (device.interfaces ?? []).filter((one) => one.network !== network)
    const own = device.interfaces?.find((one) => one.network === network)
    const { addresses: _, ...rest } = own ?? { network }
    const next: InterfaceSettings = addresses.length > 0 ? { ...rest, addresses } : rest
    const kept = next.name === undefined && next.addresses === undefined ? others : [...others, next]
    commit(labels.configure(device.name), (draft) =>
      setDevice(draft, device.id, { interfaces: kept.length > 0 ? kept : undefined }),
    )
  }
  const check = (text: string) =>
    listOf(text).every((one) => isFormat('address', one)) ? undefined : formatComplaint(t, 'address')
  return (
    <div data-path="interfaces" className="flex flex-col gap-2">
      {interfaces.map(({ name, network, cidr, addresses }) => (
        <Setting key={network} label={t('network.interface', { name })} htmlFor={`address-${network}`}>
          <TextField
            id={`address-${network}`}
            mono
            value={device.interfaces?.find((one) => one.network === network)?.addresses?.join(', ') ?? ''}
            placeholder={addresses.join(', ')}
            suffix={cidr === undefined ? undefined : cidr.slice(cidr.indexOf('/'))}
            check={check}
            onCommit={(text) => change(network, listOf(text))}
          />
        </Setting>
      ))}
    </div>
  )
}

const listOf = (text: string): readonly string[] => text.split(/[\s,]+/).filter((one) => one !== '')
