import { useT } from '../i18n/use-t.tsx'
import { useDocument } from '../store/document-store.ts'
import { setConnecting, useSession, type Session } from '../store/session-store.ts'
import { Button } from '../ui/button.tsx'

const selectConnecting = ({ connecting }: Session) => connecting

/** While wiring by two clicks: what to do next, and the way out. */
export function ConnectHint() {
  const t = useT()
  const from = useSession(selectConnecting)
  const name = useDocument(({ devices }) => (from === undefined ? undefined : devices[from]?.name))
  return (
    <output className="connect-hint">
      {name === undefined ? null : (
        <span className="connect-hint-box">
          <span>{t('canvas.connect.hint', { name })}</span>
          <Button look="quiet" onClick={() => setConnecting(undefined)}>
            {t('canvas.connect.cancel')}
          </Button>
        </span>
      )}
    </output>
  )
}
