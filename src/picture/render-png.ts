import { withPngDocument } from './png.ts'
import type { Picture } from './render-svg.ts'

/** Browsers give up on larger canvases without a word (Chromium: 16384 a side, Safari: 16.7 million pixels). */
const largestSide = 8192
const mostPixels = 16_000_000

/** What share of the wished scale a canvas can hold. */
export function scaleWithin({ width, height }: Pick<Picture, 'width' | 'height'>, wished: number): number {
  return Math.min(wished, largestSide / Math.max(width, height), Math.sqrt(mostPixels / (width * height)))
}

/**
 * The picture as a PNG with the document inside, `scale` pixels to a diagram unit, fewer where it would get too large.
 * Rejects when the browser cannot draw it.
 */
export async function renderPng(picture: Picture, document: string, scale = 2): Promise<Blob> {
  const factor = scaleWithin(picture, scale)
  const url = URL.createObjectURL(new Blob([picture.svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = globalThis.document.createElement('canvas')
    canvas.width = Math.round(picture.width * factor)
    canvas.height = Math.round(picture.height * factor)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('No 2D canvas here.')
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (!blob) throw new Error('The canvas gave no picture.')
    const png = withPngDocument(new Uint8Array(await blob.arrayBuffer()), document)
    return new Blob([new Uint8Array(png)], { type: 'image/png' })
  } finally {
    URL.revokeObjectURL(url)
  }
}
