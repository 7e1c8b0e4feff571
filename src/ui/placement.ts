import { useLayoutEffect, type RefObject } from 'react'

const gap = 6
const margin = 8

/**
 * Places a floating part under its anchor (above it where there is more room), inside the window.
 * It is measured when it opens; scrolling or resizing while open is rare enough to leave it there.
 */
export function usePlacement(
  anchor: RefObject<HTMLElement | null>,
  floating: RefObject<HTMLElement | null>,
  isOpen: boolean,
  align: 'start' | 'end',
): void {
  useLayoutEffect(() => {
    const box = anchor.current?.getBoundingClientRect()
    const style = floating.current?.style
    if (!isOpen || !box || !style) return
    const { innerWidth, innerHeight } = window
    const isBelow = innerHeight - box.bottom >= Math.min(240, box.top)
    style.top = isBelow ? `${box.bottom + gap}px` : 'auto'
    style.bottom = isBelow ? 'auto' : `${innerHeight - box.top + gap}px`
    style.maxWidth = `${innerWidth - 2 * margin}px`
    const width = Math.min(floating.current?.offsetWidth ?? 0, innerWidth - 2 * margin)
    const wanted = align === 'start' ? box.left : box.right - width
    style.left = `${Math.max(margin, Math.min(wanted, innerWidth - margin - width))}px`
  }, [anchor, floating, isOpen, align])
}
