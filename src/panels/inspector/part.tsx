import { ChevronRight } from 'lucide'
import { useState, type ReactNode } from 'react'
import { cx } from '../../ui/cx.ts'
import { Icon } from '../../ui/icon.tsx'
import { useForm } from '../form/form-context.ts'
import { endReveal, isWithin, useRevealed } from '../reveal.ts'

const noPaths: readonly string[] = []

interface PartProps {
  readonly title: string
  /** The settings in it: a link to one of them unfolds it. */
  readonly paths?: readonly string[]
  readonly isFolded?: boolean
  readonly children: ReactNode
}

/** A part of the form under its heading; what a beginner need not meet is folded at first. */
export function Part({ title, paths = noPaths, isFolded = false, children }: PartProps) {
  const { device } = useForm()
  const revealed = useRevealed()
  const [isOpen, setIsOpen] = useState(!isFolded)
  const isAsked = revealed?.device === device && paths.some((path) => isWithin(path, revealed.path))
  const shows = isOpen || isAsked
  return (
    <section aria-label={title} className="border-b border-line pb-3 last-of-type:border-b-0">
      <h2>
        <button
          type="button"
          aria-expanded={shows}
          className="-ml-1 flex min-h-8 w-full items-center gap-1 text-left text-xs font-semibold text-muted hover:text-ink touch:min-h-11"
          onClick={() => {
            if (isAsked) endReveal()
            setIsOpen(!shows)
          }}
        >
          <Icon
            of={ChevronRight}
            size={0.9}
            className={cx('transition-transform duration-120', shows && 'rotate-90')}
          />
          {title}
        </button>
      </h2>
      {shows ? <div className="flex flex-col gap-2 pt-1">{children}</div> : null}
    </section>
  )
}
