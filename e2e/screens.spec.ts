import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const folder = join(import.meta.dirname, 'output', 'screens')

const words = {
  de: {
    locale: 'de-DE',
    send: 'Senden',
    request: 'Anfrage',
    answered: /^Beantwortet:/,
    journey: 'Ablauf',
    back: 'Station 8: Webanwendung',
  },
  en: {
    locale: 'en-GB',
    send: 'Send',
    request: 'Request',
    answered: /^Answered:/,
    journey: 'Journey',
    back: 'Station 8: Web application',
  },
} as const

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const

/** Nothing may be wider than the screen, and nothing may stick out of it but what scrolls by itself. */
async function expectFits(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    cut: [...document.querySelectorAll('header button, header input, header select, nav button, [role=tab]')]
      .filter((one) => !one.closest('.no-scrollbar, [class*=overflow-x-auto]') && one.checkVisibility())
      .map((one) => ({ box: one.getBoundingClientRect(), html: one.outerHTML.slice(0, 120) }))
      .filter(({ box }) => box.width > 0 && (box.left < -0.5 || box.right > innerWidth + 0.5))
      .map(({ html }) => html),
  }))
  expect(found).toEqual({ page: 0, cut: [] })
}

for (const { width, height } of sizes) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const language of ['de', 'en'] as const) {
      const { locale, send, request, answered, journey, back } = words[language]
      test.describe(`${width}×${height} ${colorScheme} ${language}`, () => {
        const isPhone = width < 768
        test.use({
          viewport: { width, height },
          locale,
          colorScheme,
          hasTouch: isPhone,
          isMobile: isPhone,
          contextOptions: { reducedMotion: 'reduce' },
        })

        test('shows everything that matters, at the start and on the way', async ({ page }) => {
          const shot = (name: string) =>
            page.screenshot({ path: join(folder, `${width}-${colorScheme}-${language}-${name}.png`) })
          await page.goto('.')
          const bar = page.getByRole('form', { name: request })
          await expect(bar.getByRole('button', { name: send })).toBeInViewport()
          await expect(bar.getByRole('textbox', { name: 'URL' })).toBeInViewport()
          await expect(page.getByRole('application').getByRole('group', { name: /^Firewall, / })).toBeInViewport()
          await expectFits(page)
          await shot('start')

          await bar.getByRole('button', { name: send }).click()
          await expect(page.getByRole('button', { name: answered })).toBeInViewport()
          const eight = page.getByRole('button', { name: back, exact: true })
          await eight.click()
          await expect(eight).toHaveAttribute('aria-current', 'step')
          await expect(page.getByRole('region', { name: /^(Paket bei|Packet at)/ })).toBeAttached()
          await expect(
            page.getByRole('application').getByRole('group', { name: /^Web(anwendung| application), / }),
          ).toBeInViewport()
          await expect(page.getByRole(isPhone ? 'button' : 'tab', { name: journey, exact: true })).toBeInViewport()
          await expectFits(page)
          await shot('station-8')
        })
      })
    }
  }
}
