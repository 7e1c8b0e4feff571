import type { ReactNode } from 'react'
import { useT, type PlainKey } from '../i18n/use-t.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { Action } from './action.ts'
import { actions } from './actions.ts'
import { closeDialog } from './dialog-state.ts'
import { keysOf } from './keys.ts'

const all: readonly Action[] = Object.values(actions)

/** Keys that the canvas and the journey know by themselves. */
const others = [
  { label: 'help.connect', keys: ['C', 'help.arrows', 'Enter'] },
  { label: 'help.move', keys: ['help.arrows'] },
  { label: 'help.delete', keys: ['help.delete-key'] },
  { label: 'help.select-all', keys: ['$mod+a'] },
  { label: 'help.fit', keys: ['Shift+1'] },
  { label: 'help.zoom', keys: ['+', '-'] },
  { label: 'help.step', keys: ['←', '→'] },
  { label: 'help.reorder', keys: ['Alt+↑', 'Alt+↓'] },
] as const satisfies readonly { label: PlainKey; keys: readonly string[] }[]

/** What one does with the app, step by step, and every key. */
export default function HelpDialog() {
  const t = useT()
  const words = new Map([
    ['help.arrows', t('help.arrows')],
    ['help.delete-key', t('help.delete-key')],
    ['+', '+'],
  ])
  return (
    <Dialog title={t('help.title')} closeLabel={t('help.close')} onClose={closeDialog} wide>
      <ol className="mb-5 grid list-decimal gap-1 pl-5 text-base text-pretty">
        <li>{t('help.build')}</li>
        <li>{t('help.send')}</li>
        <li>{t('help.change')}</li>
        <li>{t('help.several', { options: t('request.options') })}</li>
        <li>{t('help.time')}</li>
      </ol>
      <h3 className="pb-2 text-xs font-semibold text-muted">{t('help.keys')}</h3>
      <table className="w-full text-sm">
        <tbody>
          {all.map(({ id, label, shortcuts }) =>
            shortcuts ? (
              <Row key={id} label={t(label)}>
                {shortcuts.map((shortcut) => (
                  <Key key={shortcut}>{keysOf(shortcut, t)}</Key>
                ))}
              </Row>
            ) : null,
          )}
          {others.map(({ label, keys }) => (
            <Row key={label} label={t(label)}>
              {keys.map((key) => (
                <Key key={key}>{words.get(key) ?? keysOf(key, t)}</Key>
              ))}
            </Row>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <tr className="border-t border-line">
      <th scope="row" className="py-1.5 pr-4 text-left font-normal">
        {label}
      </th>
      <td className="py-1.5">
        <span className="flex flex-wrap justify-end gap-1.5">{children}</span>
      </td>
    </tr>
  )
}

function Key({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="rounded-md border border-line bg-paper px-1.5 py-0.5 font-sans text-xs whitespace-nowrap">
      {children}
    </kbd>
  )
}
