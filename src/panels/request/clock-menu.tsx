import { FastForward, History, TimerReset } from 'lucide'
import { useT, useTell } from '../../i18n/use-t.tsx'
import { settleMs } from '../../store/journey.ts'
import { setSettles, startFresh, useSession, type Session } from '../../store/session-store.ts'
import { letTimePass, passUntilNextCheck } from '../../store/time.ts'
import MenuList from '../../ui/menu-list.tsx'
import { notify } from '../../ui/toaster.tsx'

const selectSettles = (session: Session) => session.settles

/** What can be done with the diagram's clock. */
export default function ClockMenu() {
  const t = useT()
  const tell = useTell()
  const settles = useSession(selectSettles)
  return (
    <MenuList
      label={t('time.title')}
      align="end"
      items={[
        { id: '1', label: t('time.wait-1'), icon: FastForward, onSelect: () => void letTimePass(1000) },
        { id: '10', label: t('time.wait-10'), icon: FastForward, onSelect: () => void letTimePass(10_000) },
        { id: '60', label: t('time.wait-60'), icon: FastForward, onSelect: () => void letTimePass(60_000) },
        {
          id: 'check',
          label: t('time.wait-check'),
          icon: TimerReset,
          onSelect: () => {
            void passUntilNextCheck().then((isOver) => isOver || notify({ text: t('time.no-check') }))
          },
        },
        {
          id: 'settles',
          label: t('time.settles', { time: tell.value({ t: 'ms', value: settleMs }) }),
          detail: t('time.settles.detail'),
          checked: settles,
          separated: true,
          onSelect: () => setSettles(!settles),
        },
        {
          id: 'fresh',
          label: t('time.fresh'),
          detail: t('time.fresh.detail'),
          icon: History,
          separated: true,
          onSelect: startFresh,
        },
      ]}
    />
  )
}
