import { useT } from '../../i18n/use-t.tsx'
import { startFresh } from '../../store/session-store.ts'
import { letTimePass, passUntilNextCheck } from '../../store/time.ts'
import { Button } from '../../ui/button.tsx'
import { notify } from '../../ui/toaster.tsx'

/** Lets the diagram's time pass, so that one sees what runs out, recovers or is checked. */
export function TimeControls() {
  const t = useT()
  return (
    <fieldset aria-label={t('time.title')} className="flex flex-wrap gap-1.5">
      <Button className="px-2.5" onClick={() => void letTimePass(1000)}>
        {t('time.plus-1')}
      </Button>
      <Button className="px-2.5" onClick={() => void letTimePass(10_000)}>
        {t('time.plus-10')}
      </Button>
      <Button
        className="px-2.5"
        onClick={() => {
          void passUntilNextCheck().then((isOver) => isOver || notify({ text: t('time.no-check') }))
        }}
      >
        {t('time.next-check')}
      </Button>
      <Button look="quiet" className="px-2.5" onClick={startFresh}>
        {t('time.fresh')}
      </Button>
    </fieldset>
  )
}
