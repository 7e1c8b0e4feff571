import { ArrowRight } from 'lucide'
import { useCatalogue, useT } from '../../i18n/use-t.tsx'
import type { Diagram } from '../../model/diagram.ts'
import { useDocument } from '../../store/document-store.ts'
import { Icon } from '../../ui/icon.tsx'
import { settingName } from '../names.ts'
import { revealSetting } from '../reveal.ts'

interface SettingLinkProps {
  readonly device: string
  readonly path: string
}

const selectDevices = (diagram: Diagram) => diagram.devices

/** The setting that decided, by its name; a click opens it. */
export function SettingLink({ device, path }: SettingLinkProps) {
  const t = useT()
  const catalogue = useCatalogue()
  const owner = useDocument(selectDevices)[device]
  if (!owner) return null
  return (
    <button
      type="button"
      className="inline-flex min-h-6 items-center gap-1 text-left text-xs font-semibold text-accent hover:underline"
      onClick={() => revealSetting(device, path)}
    >
      {settingName(owner, path, catalogue, t)}
      <Icon of={ArrowRight} size={0.8} />
    </button>
  )
}
