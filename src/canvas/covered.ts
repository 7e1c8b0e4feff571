/** How much of the canvas, from the right, the inspector will lie over once something is selected; px. */
export function coveredOf(canvas: Element | null | undefined): number {
  const rem = Number(canvas?.closest<HTMLElement>('[data-covered]')?.dataset['covered'] ?? 0)
  return rem === 0 ? 0 : rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}
