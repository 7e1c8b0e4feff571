import { late } from '../ui/late.tsx'

// What shows itself only in what a person does on the canvas.
export const DeviceToolbar = late(() => import('./device-toolbar.tsx'))
export const LinkToolbar = late(() => import('./link-toolbar.tsx'))
export const PaletteGhost = late(() => import('./palette-ghost.tsx'))
/** The browser's own order of stops, cables first, until then. */
export const TabOrder = late(() => import('./tab-order.ts'))
