import type { Category } from '../kinds/contract.ts'
import type { Exposure } from '../model/topology.ts'

export type Theme = 'light' | 'dark'

type Token =
  | 'paper'
  | 'panel'
  | 'ink'
  | 'muted'
  | 'faint'
  | 'line'
  | 'hover'
  | 'grid'
  | 'accent'
  | 'accent-soft'
  | 'good'
  | 'good-soft'
  | 'bad'
  | 'bad-soft'
  | 'warn'
  | 'warn-soft'

/** A soft ground and the strong colour on it. */
interface Tint {
  readonly bg: string
  readonly fg: string
}

interface Palette {
  readonly colors: Readonly<Record<Token, string>>
  readonly categories: Readonly<Record<Category, Tint>>
}

/**
 * The colours as data, for exports, which know no style sheet. The page has the same ones as CSS variables
 * (`--color-paper`, `--cat-guard-bg`); `tokens.test.ts` holds that they agree.
 */
export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    colors: {
      paper: '#fafaf7',
      panel: '#ffffff',
      ink: '#1c2026',
      muted: '#5b6470',
      faint: '#8b939e',
      line: '#e3e4df',
      hover: '#f1f1ec',
      grid: '#e8e8e2',
      accent: '#2f5bd7',
      'accent-soft': '#e9eefc',
      good: '#17774a',
      'good-soft': '#e3f3ea',
      bad: '#b9322b',
      'bad-soft': '#fbe9e7',
      warn: '#9a6200',
      'warn-soft': '#fff3dc',
    },
    categories: {
      access: { bg: '#eaedf2', fg: '#3b4656' },
      network: { bg: '#e6effd', fg: '#2459b8' },
      guard: { bg: '#fdebe3', fg: '#b0491b' },
      edge: { bg: '#efe8fc', fg: '#6a3fc0' },
      service: { bg: '#e2f3ef', fg: '#0b6f63' },
      data: { bg: '#fbf0d9', fg: '#8a5a00' },
    },
  },
  dark: {
    colors: {
      paper: '#14171c',
      panel: '#1b1f26',
      ink: '#e8eaed',
      muted: '#a6aeb9',
      faint: '#7b8490',
      line: '#2c323b',
      hover: '#242a33',
      grid: '#22272f',
      accent: '#8aa8ff',
      'accent-soft': '#232d49',
      good: '#5ccb94',
      'good-soft': '#173327',
      bad: '#ff8a80',
      'bad-soft': '#3a1f1e',
      warn: '#f0b95b',
      'warn-soft': '#382b14',
    },
    categories: {
      access: { bg: '#2a313b', fg: '#c5cfdb' },
      network: { bg: '#1e2c47', fg: '#8fb4ff' },
      guard: { bg: '#3b251b', fg: '#ffb08a' },
      edge: { bg: '#2e2448', fg: '#c7abff' },
      service: { bg: '#173330', fg: '#6ed3c3' },
      data: { bg: '#382e17', fg: '#f0c569' },
    },
  },
}

/** What colour a zone breathes: by how open it is. */
export const zoneCategory: Readonly<Record<Exposure, Category>> = { public: 'access', dmz: 'network', private: 'data' }

/** How much of its colour a zone's ground and border take. */
export const zoneOpacity = { ground: 0.05, border: 0.35 } as const

/** The reader's own fonts, as on the page; a picture cannot carry any. */
export const fonts = {
  sans: "'Noto Sans', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  mono: "'Noto Sans Mono', ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
} as const
