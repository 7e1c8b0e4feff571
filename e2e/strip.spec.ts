import type { Page } from '@playwright/test'
import { open, openTemplate, send, transport } from './app.ts'
import { expect, test } from './fixtures.ts'

const strip = (page: Page) => page.getByRole('navigation', { name: 'Stationen' })
const forward = (page: Page) => transport(page).getByRole('button', { name: 'Schritt vor' })
const back = (page: Page) => transport(page).getByRole('button', { name: 'Schritt zurück' })

/** Whether the station at hand lies wholly within its strip, and nothing around the strip moved for it. */
async function isInView(page: Page): Promise<boolean> {
  return strip(page).evaluate((nav) => {
    const box = nav.getBoundingClientRect()
    const now = nav.querySelector('[aria-current="step"]')?.getBoundingClientRect()
    const isStill = (element: Element | null): boolean =>
      element === null || (element.scrollLeft === 0 && isStill(element.parentElement))
    return now !== undefined && now.left >= box.left && now.right <= box.right && isStill(nav.parentElement)
  })
}

const isLonger = (page: Page) => strip(page).evaluate((nav) => nav.scrollWidth > nav.clientWidth)
const behaviour = (page: Page) => strip(page).evaluate((nav) => getComputedStyle(nav).scrollBehavior)

test.describe('without motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } })

  for (const [width, height] of [
    [390, 844],
    [760, 900],
  ] as const) {
    test(`the strip shows the station at hand, forth and back (${width} px)`, async ({ page }) => {
      await page.setViewportSize({ width, height })
      await open(page)
      await send(page)
      await expect(strip(page)).toBeVisible()
      expect(await isLonger(page)).toBe(true)
      expect(await behaviour(page)).toBe('auto')
      const page0 = await page.evaluate(() => [window.scrollX, window.scrollY])
      let steps = 0
      for (; await forward(page).isEnabled(); steps++) {
        await forward(page).click()
        await expect.poll(() => isInView(page)).toBe(true)
      }
      expect(steps).toBeGreaterThan(10)
      for (; steps > 1; steps--) {
        await back(page).click()
        await expect.poll(() => isInView(page)).toBe(true)
      }
      expect(await page.evaluate(() => [window.scrollX, window.scrollY])).toEqual(page0)
    })
  }
})

test('the strip moves smoothly for who has nothing against it', async ({ page }) => {
  await open(page)
  await openTemplate(page, 'CORS')
  await send(page)
  await expect(strip(page)).toBeVisible()
  expect(await behaviour(page)).toBe('smooth')
})
