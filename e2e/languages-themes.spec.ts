import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { choose, ending, inspector, notices, open, pick, sendToTheEnd, station } from './app.ts'
import { expect, test } from './fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const root = (page: Page) => page.locator('html')

test.describe('the first guess', () => {
  for (const { locale, lang, send } of [
    { locale: 'de-AT', lang: 'de', send: 'Senden' },
    { locale: 'en-GB', lang: 'en', send: 'Send' },
    { locale: 'fr-FR', lang: 'en', send: 'Send' },
  ]) {
    test.describe(locale, () => {
      test.use({ locale })
      test(`follows the browser’s language: ${locale} reads ${lang}`, async ({ page }) => {
        await open(page, send)
        await expect(root(page)).toHaveAttribute('lang', lang)
      })
    })
  }
  test.describe('of a dark system', () => {
    test.use({ colorScheme: 'dark' })
    test('is the dark theme', async ({ page }) => {
      await open(page)
      await expect(root(page)).toHaveAttribute('data-theme', 'dark')
    })
  })
})

test('language and theme are switched and remembered', async ({ page }) => {
  await open(page)
  await expect(root(page)).toHaveAttribute('data-theme', 'light')
  await page.getByRole('button', { name: 'Dunkle Farben' }).click()
  await expect(root(page)).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('button', { name: /^Sprache/ }).click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await expect(page.getByRole('button', { name: 'Templates' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Templates' })).toBeVisible()
  await expect(root(page)).toHaveAttribute('lang', 'en')
  await expect(root(page)).toHaveAttribute('data-theme', 'dark')
})

/** Every word that is seen or read out, with those of fields and labels. */
const wordsOf = (page: Page): Promise<Set<string>> =>
  page
    .locator('body')
    .evaluate((body: HTMLElement) => {
      const attributes = ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'aria-roledescription']
      const labels = [...body.querySelectorAll('*')].flatMap((one) => attributes.map((name) => one.getAttribute(name)))
      const text = [body.innerText, ...labels].join(' ')
      return text.match(/\p{L}+/gu) ?? []
    })
    .then((words) => new Set(words))

const german =
  'und der die nicht Gerät Geräte Leitung Anfrage Antwort Regel Regeln Einstellungen Zustand Erklärung Vorlagen Teilen Senden Ablauf Prüfen Dienst läuft Zeitüberschreitung von zu wird gespeichert Schritt'
const english =
  'and the with not device devices cable request answer rule settings state explanation templates share send journey check service running timeout from saved step skipped'

/** Goes where most of the words are: the end of a journey, and everything about a few devices. */
async function readEverything(page: Page, names: readonly string[], tabs: readonly string[]): Promise<Set<string>> {
  const words = await wordsOf(page)
  for (const name of names) {
    await page
      .getByRole('application')
      .getByRole('group', { name: new RegExp(`^${name}, `) })
      .click()
    for (const tab of tabs) {
      await page.getByRole('tab', { name: tab }).click()
      for (const word of await wordsOf(page)) words.add(word)
    }
  }
  return words
}

test('no English is left in German', async ({ page }) => {
  await open(page)
  await sendToTheEnd(page)
  const words = await readEverything(
    page,
    ['DNS', 'Firewall', 'Reverse Proxy', 'Apache', 'Webanwendung'],
    ['Erklärung', 'Zustand', 'Einstellungen'],
  )
  expect(english.split(' ').filter((word) => words.has(word))).toEqual([])
})

test.describe('in English', () => {
  test.use({ locale: 'en-GB' })

  test('the request goes there and back, and no German is left', async ({ page }) => {
    await open(page, 'Send')
    await page.getByRole('form', { name: 'Request' }).getByRole('button', { name: 'Send' }).click()
    const answered = page.getByRole('button', { name: /^Answered:/ })
    await expect(answered).toContainText('200 OK')
    await answered.click()
    await expect(page.getByRole('status').filter({ hasText: 'Station 16 of 16' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Station 15: back at Internet' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'What the person sees' })).toContainText('Web application')
    const words = await readEverything(
      page,
      ['DNS', 'Firewall', 'Reverse Proxy', 'Apache', 'Web application'],
      ['Explanation', 'State', 'Settings'],
    )
    expect(german.split(' ').filter((word) => words.has(word))).toEqual([])

    await page.getByRole('switch', { name: 'Service is running' }).click()
    await page.getByRole('form', { name: 'Request' }).getByRole('button', { name: 'Send' }).click()
    await expect(page.getByRole('button', { name: /^Failed:/ })).toContainText('503 Service Unavailable')
  })
})

/** Within a part of the page where the rest was looked at before: axe takes its time. */
async function expectAccessible(page: Page, where: string, part = 'html'): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
  )
  expect(found, `axe: ${where}`).toEqual([])
}

const inspectorPart = 'aside[aria-label=Inspektor]'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours axe finds no fault`, () => {
    test.use({ colorScheme })

    test('in the help', async ({ page }) => {
      await open(page)
      await pick(page, 'Mehr', /^Hilfe/)
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page, 'help', 'dialog')
    })

    test('on the first screen, in menus and in the check', async ({ page }) => {
      await open(page)
      await expectAccessible(page, 'first screen')
      await page.getByRole('button', { name: 'Vorlagen' }).click()
      await expectAccessible(page, 'templates', 'header')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Header, Inhalt und mehr' }).click()
      await expectAccessible(page, 'options of the request', 'header')
      await page.keyboard.press('Escape')
      await page.getByRole('tab', { name: /^Prüfen/ }).click()
      await expectAccessible(page, 'check', '[role=tabpanel]')
    })

    test('on a journey and at its end', async ({ page }) => {
      await open(page)
      await sendToTheEnd(page)
      await expect(ending(page)).toBeVisible()
      await expectAccessible(page, 'end of a journey')
      await station(page, 'Station 8: Webanwendung').click()
      await expectAccessible(page, 'station 8', '#root main, [role=tabpanel]')
    })

    test('on a journey that fails', async ({ page }) => {
      await open(page)
      await sendToTheEnd(page, 'https://www.meinapidienst.de/')
      await expect(ending(page)).toContainText('Name nicht gefunden')
      await expectAccessible(page, 'failed journey', '[role=tabpanel]')
    })

    test('in the inspector, on each of its tabs', async ({ page }) => {
      await open(page)
      await choose(page, 'Firewall')
      await inspector(page)
        .getByRole('button', { name: /Web \(HTTPS\)/ })
        .first()
        .click()
      await expectAccessible(page, 'settings', inspectorPart)
      for (const tab of ['Zustand', 'Erklärung']) {
        await inspector(page).getByRole('tab', { name: tab }).click()
        await expectAccessible(page, tab, inspectorPart)
      }
      await pick(page, 'Teilen', 'Bild (SVG)')
      await pick(page, 'Vorlagen', 'Leeres Diagramm')
      await expect(notices(page)).toContainText('Ein leeres Diagramm ist geöffnet')
      await expectAccessible(page, 'empty diagram')
    })
  })
}
