import { createElement } from 'react'

/** An icon as data: lucide's, and that of a kind. */
export type IconData = readonly (readonly [
  tag: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
])[]

interface IconProps {
  /** Strokes on a ground of 24 × 24, as lucide has them. */
  readonly of: IconData
  /** Edge length in rem. */
  readonly size?: number
  readonly className?: string
}

/** Draws an icon that is kept as data. Always decoration: the words stand beside it or in the button's label. */
export function Icon({ of, size = 1.125, className }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
      style={{ width: `${size}rem`, height: `${size}rem`, flex: 'none' }}
    >
      {of.map(([tag, attributes], index) => createElement(tag, { ...attributes, key: `${tag}${index}` }))}
    </svg>
  )
}
