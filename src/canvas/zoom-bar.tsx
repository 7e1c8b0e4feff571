import { useReactFlow, useStore, type ReactFlowState } from '@xyflow/react'
import { Map as MapIcon, Maximize, Minus, Plus } from 'lucide'
import type { ComponentProps } from 'react'
import { useT } from '../i18n/use-t.tsx'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { LateMenuList } from '../ui/late-menu-list.ts'
import { Menu } from '../ui/menu.tsx'
import { toggleMinimap, useMinimap } from './canvas-store.ts'
import { fitOptions, zoomTime } from './view.ts'

const selectPercent = (state: ReactFlowState) => Math.round(state.transform[2] * 100)
const choices = [50, 75, 100, 125, 150, 200] as const

/** How large the diagram is shown: smaller, larger, a chosen percentage, all of it; and the overview map. */
export function ZoomBar() {
  const t = useT()
  const percent = useStore(selectPercent)
  const isMapShown = useMinimap()
  const { zoomIn, zoomOut, zoomTo, fitView } = useReactFlow()
  return (
    <div className="zoom-bar">
      <IconButton
        label={t('canvas.zoom.in')}
        keys="+"
        side="top"
        align="start"
        onClick={() => void zoomIn({ duration: zoomTime() })}
      >
        <Icon of={Plus} />
      </IconButton>
      <IconButton
        label={t('canvas.zoom.out')}
        keys="−"
        side="top"
        onClick={() => void zoomOut({ duration: zoomTime() })}
      >
        <Icon of={Minus} />
      </IconButton>
      <Menu renderTrigger={renderPercent}>
        <LateMenuList
          label={t('canvas.zoom.to', { percent })}
          items={choices.map((choice) => ({
            id: String(choice),
            label: t('canvas.zoom.percent', { percent: choice }),
            checked: choice === percent,
            onSelect: () => void zoomTo(choice / 100, { duration: zoomTime() }),
          }))}
        />
      </Menu>
      <IconButton
        label={t('canvas.zoom.fit')}
        keys="⇧ 1"
        side="top"
        onClick={() => void fitView({ ...fitOptions, duration: zoomTime() })}
      >
        <Icon of={Maximize} />
      </IconButton>
      <IconButton
        label={isMapShown ? t('canvas.minimap.hide') : t('canvas.minimap.show')}
        side="top"
        aria-pressed={isMapShown}
        onClick={toggleMinimap}
      >
        <Icon of={MapIcon} />
      </IconButton>
    </div>
  )
}

const renderPercent = (props: ComponentProps<'button'>) => <PercentButton {...props} />

function PercentButton(props: ComponentProps<'button'>) {
  const t = useT()
  const percent = useStore(selectPercent)
  return (
    <button type="button" className="zoom-percent" aria-label={t('canvas.zoom.to', { percent })} {...props}>
      {t('canvas.zoom.percent', { percent })}
    </button>
  )
}
