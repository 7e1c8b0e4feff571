import { networkOf, subtitleOf } from '../canvas/addresses.ts'
import { deviceState } from '../canvas/device-state.tsx'
import { overlayOf } from '../canvas/travelled.ts'
import type { T } from '../i18n/use-t.tsx'
import type { Diagram } from '../model/diagram.ts'
import { fileName, toText } from '../persistence/export.ts'
import { renderPng } from '../picture/render-png.ts'
import { renderSvg, type PictureTexts } from '../picture/render-svg.ts'
import { getDiagram } from '../store/document-store.ts'
import { getSession } from '../store/session-store.ts'

const exposureKeys = {
  public: 'canvas.exposure.public',
  dmz: 'canvas.exposure.dmz',
  private: 'canvas.exposure.private',
} as const

function textsOf(diagram: Diagram, t: T): PictureTexts {
  return {
    addressOf: (device) => {
      const subtitle = subtitleOf(diagram, device)
      return subtitle.type === 'public-net' ? t('canvas.public-net') : subtitle.text
    },
    stateOf: (device) => deviceState(device, t)?.text,
    networkOf: (zone) => [networkOf(diagram, zone.id) ?? [], t(exposureKeys[zone.exposure])].flat(),
    labelOf: ({ latencyMs, lossPercent, cut }) =>
      [
        cut ? t('canvas.state.cut') : undefined,
        latencyMs === undefined ? undefined : t('canvas.link.latency', { time: { t: 'ms', value: latencyMs } }),
        lossPercent === undefined ? undefined : t('canvas.link.loss', { percent: lossPercent }),
      ]
        .filter((part) => part !== undefined)
        .join(' · ') || undefined,
  }
}

/** The diagram as a picture file, drawn by our own renderer, with the document inside. */
export async function pictureOf(
  format: 'png' | 'svg',
  t: T,
): Promise<{ readonly content: Blob; readonly name: string }> {
  const diagram = getDiagram()
  const { trace, playback } = getSession()
  const document = toText(diagram)
  const picture = renderSvg(diagram, {
    theme: globalThis.document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light',
    texts: textsOf(diagram, t),
    ...(trace ? { trace: overlayOf(trace, playback.hop) } : {}),
    document,
  })
  const content =
    format === 'png' ? await renderPng(picture, document) : new Blob([picture.svg], { type: 'image/svg+xml' })
  return { content, name: fileName(diagram.title, format) }
}
