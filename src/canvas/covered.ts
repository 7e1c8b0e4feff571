/** How much of the canvas, from the right, the inspector will lie over once something is selected; px. */
export function coveredOf(canvas: Element | null | undefined): number {
  const rem = Number(canvas?.closest<HTMLElement>('[data-covered]')?.dataset['covered'] ?? 0)
  return rem === 0 ? 0 : rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}

/** How far down the result of the last request lies over the canvas, where the head has no room for it; px. */
export function coveredAbove(canvas: Element | null | undefined): number {
  const result = document.querySelector('[data-over-canvas]')?.getBoundingClientRect()
  return canvas && result && result.height > 0 ? Math.max(0, result.bottom - canvas.getBoundingClientRect().top) : 0
}
