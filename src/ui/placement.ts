const gap = 6
const margin = 8

/**
 * Places a floating part under its anchor (above it where there is more room), inside the window.
 * It is measured when it opens; scrolling or resizing while open is rare enough to leave it there.
 */
export function placeBeside(anchor: HTMLElement | null, floating: HTMLElement | null, align: 'start' | 'end'): void {
  if (!anchor || !floating) return
  const box = anchor.getBoundingClientRect()
  const { innerWidth, innerHeight } = window
  const isBelow = innerHeight - box.bottom >= Math.min(240, box.top)
  const width = Math.min(floating.offsetWidth, innerWidth - 2 * margin)
  const wanted = align === 'start' ? box.left : box.right - width
  Object.assign(floating.style, {
    top: isBelow ? `${box.bottom + gap}px` : 'auto',
    bottom: isBelow ? 'auto' : `${innerHeight - box.top + gap}px`,
    left: `${Math.max(margin, Math.min(wanted, innerWidth - margin - width))}px`,
    maxWidth: `${innerWidth - 2 * margin}px`,
  })
}
