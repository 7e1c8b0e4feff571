import { useT } from '../i18n/use-t.tsx'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Action } from './action.ts'
import { keysOf } from './keys.ts'
import { useSpeaker } from './use-speaker.ts'

interface ActionButtonProps {
  readonly action: Action
  readonly disabled?: boolean
  /** What it would do now, more exactly than its name. */
  readonly detail?: string | undefined
}

/** An action as a button of the toolbar. */
export function ActionButton({ action, disabled, detail }: ActionButtonProps) {
  const t = useT()
  const speaker = useSpeaker()
  const [shortcut] = action.shortcuts ?? []
  return (
    <IconButton
      label={detail === undefined ? t(action.label) : `${t(action.label)}: ${detail}`}
      keys={shortcut === undefined ? undefined : keysOf(shortcut, t)}
      align="end"
      disabled={disabled}
      onClick={() => void action.perform(speaker)}
    >
      <Icon of={action.icon} />
    </IconButton>
  )
}
