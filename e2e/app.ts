import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'

/** Opens the page and waits until it can be used. */
export async function open(page: Page, send = 'Senden'): Promise<void> {
  await page.goto('.')
  await expect(page.getByRole('form').getByRole('button', { name: send })).toBeVisible()
}

export const canvas = (page: Page): Locator =>
  page.getByRole('application', { name: /Netzwerkdiagramm|Network diagram/ })

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A device's card: its name, then its kind. */
export const card = (page: Page, name: string): Locator =>
  canvas(page).getByRole('group', { name: new RegExp(`^${escaped(name)}, `) })

export const cards = (page: Page): Locator => canvas(page).getByRole('group', { name: /^[^:]+, / })

export const cable = (page: Page, from: string, to: string): Locator =>
  canvas(page).getByRole('group', { name: `Leitung von ${from} zu ${to}`, exact: true })

export const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspektor' })

export const setting = (page: Page, name: string): Locator => inspector(page).getByLabel(name, { exact: true })

/** Shows a device in the inspector. */
export async function choose(page: Page, name: string): Promise<void> {
  await card(page, name).click()
  await expect(inspector(page).getByRole('textbox', { name: /^Name dieses Geräts/ })).toHaveValue(name)
}

export const palette = (page: Page): Locator => page.getByRole('complementary', { name: 'Geräte' })

/** Picks an entry of one of the menus above. */
export async function pick(page: Page, menu: 'Vorlagen' | 'Teilen' | 'Mehr', entry: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

export async function openTemplate(page: Page, title: string): Promise<void> {
  await pick(page, 'Vorlagen', new RegExp(`^${title}`))
  await expect(page.getByRole('textbox', { name: 'Titel des Diagramms' })).toHaveValue(title)
}

export async function openEmpty(page: Page): Promise<void> {
  await pick(page, 'Vorlagen', 'Leeres Diagramm')
  await expect(cards(page)).toHaveCount(0)
}

export const notices = (page: Page): Locator => page.getByRole('region', { name: 'Mitteilungen' })

/** Clicks a button as long as it can be clicked; returns how often. */
export async function exhaust(button: Locator): Promise<number> {
  for (let count = 0; ; count += 1) {
    if (await button.isDisabled()) return count
    await button.click()
  }
}

export const url = (page: Page): Locator => page.getByRole('textbox', { name: 'URL' })

/** The outcome beside Send. */
export const result = (page: Page): Locator => page.getByRole('button', { name: /^(Beantwortet|Gescheitert):/ })

export async function send(page: Page, address?: string): Promise<void> {
  if (address !== undefined) await url(page).fill(address)
  await page.getByRole('form', { name: 'Anfrage' }).getByRole('button', { name: 'Senden' }).click()
}

/** Sends, and goes to where the journey ends. */
export async function sendToTheEnd(page: Page, address?: string): Promise<void> {
  await send(page, address)
  await result(page).click()
}

export const transport = (page: Page): Locator => page.getByRole('region', { name: 'Abspielen' })

export const counter = (page: Page): Locator => transport(page).getByRole('status')

/** The strip's stations, in the order in which they are passed. */
export const station = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('navigation', { name: 'Stationen' }).getByRole('button', { name })

export const events = (page: Page): Locator => page.getByRole('table', { name: 'Ereignisse des Ablaufs' })

/** What the person at the client sees in the end, with the reason under it. */
export const ending = (page: Page): Locator => page.getByRole('region', { name: 'Was man am Ende sieht' })

/** The names on the strip by their number. */
export async function stationNames(page: Page): Promise<string[]> {
  const labels = await station(page, /^Station/).evaluateAll((buttons) =>
    buttons.map((button) => button.getAttribute('aria-label') ?? ''),
  )
  const parsed = labels.map((label) => /^Station (\d+): (.*)$/.exec(label) ?? ['', '', label])
  return parsed.toSorted((a, b) => Number(a[1]) - Number(b[1])).map(([, , name]) => name ?? '')
}
