import { useT } from '../../i18n/use-t.tsx'
import type { Page } from '../../model/trace.ts'
import { keyed } from '../../ui/keyed.ts'

/** What a server sent, as a browser shows it: headings and paragraphs of a page, data set out in lines, else plain text. */
export function PageBody({ page, isRaw }: { readonly page: Page; readonly isRaw: boolean }) {
  const { contentType, text } = page
  const t = useT()
  if (text.trim() === '') return <p className="text-sm text-muted">{t('seen.blank')}</p>
  if (!isRaw && contentType.includes('html')) return <Html text={text} />
  return (
    <pre className="font-mono text-[0.78rem] leading-relaxed break-words whitespace-pre-wrap">
      {contentType.includes('json') && !isRaw ? laidOut(text) : text}
    </pre>
  )
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    // Servers may send anything under any name; then it is shown as it came.
    return text
  }
}

/** Only the words of the page are taken: nothing that a diagram contains is ever run or loaded. */
function Html({ text }: { readonly text: string }) {
  const { body } = new DOMParser().parseFromString(text, 'text/html')
  const found = [...body.querySelectorAll('h1, h2, p, li, center, hr')]
  const blocks = found.filter((element) => element.tagName !== 'CENTER' || element.children.length === 0)
  if (blocks.length === 0) return <p>{body.textContent}</p>
  return (
    <div className="flex flex-col gap-1.5">
      {keyed(blocks).map(({ key, item }) => {
        if (item.tagName === 'HR') return <hr key={key} className="border-line" />
        const isHeading = item.tagName.startsWith('H')
        return (
          <p key={key} className={isHeading ? 'text-lg font-semibold' : 'text-sm'}>
            {item.textContent}
          </p>
        )
      })}
    </div>
  )
}
