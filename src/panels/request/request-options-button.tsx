import { SlidersHorizontal } from 'lucide'
import { useT } from '../../i18n/use-t.tsx'
import { useSession, type Repeat, type RequestDraft, type Session } from '../../store/session-store.ts'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { late } from '../../ui/late.tsx'
import { Popover } from '../../ui/popover.tsx'
import { withTexts } from '../with-texts.ts'

const RequestOptions = late(() => withTexts(import('./request-options.tsx')))

const selectRequest = (session: Session) => session.request
const selectRepeat = (session: Session) => session.repeat

/** How many of the options are not as usual. */
const countSet = ({ headers, body, initiator, pageOrigin }: RequestDraft, repeat: Repeat): number =>
  [headers?.length, body, repeat.count > 1, initiator !== undefined && initiator !== 'address-bar', pageOrigin].filter(
    Boolean,
  ).length

/** Headers, body, and what makes the browser send it: on demand. */
export function RequestOptionsButton() {
  const t = useT()
  const count = countSet(useSession(selectRequest), useSession(selectRepeat))
  return (
    <Popover
      label={t('request.options')}
      align="end"
      className="w-[22rem]"
      renderTrigger={(props) => (
        <IconButton
          {...props}
          label={count > 0 ? t('request.options.set', { count }) : t('request.options')}
          className={count > 0 ? 'text-accent' : 'text-muted'}
        >
          <Icon of={SlidersHorizontal} size={1} />
          {count > 0 ? <span className="absolute top-1 right-1 size-1.5 rounded-full bg-accent" /> : null}
        </IconButton>
      )}
    >
      <RequestOptions />
    </Popover>
  )
}
