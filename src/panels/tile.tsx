import type { Category } from '../kinds/contract.ts'
import { cx } from '../ui/cx.ts'
import { Icon, type IconData } from '../ui/icon.tsx'

interface TileProps {
  readonly category: Category
  readonly icon: IconData
  readonly big?: boolean
}

/** A kind's sign: its icon in the strong colour of its category on the soft one. */
export function Tile({ category, icon, big = false }: TileProps) {
  return (
    <span
      className={cx('grid shrink-0 place-items-center', big ? 'size-10 rounded-[0.7rem]' : 'size-8 rounded-[0.6rem]')}
      style={{ background: `var(--cat-${category}-bg)`, color: `var(--cat-${category}-fg)` }}
    >
      <Icon of={icon} size={big ? 1.4 : 1.15} />
    </span>
  )
}
