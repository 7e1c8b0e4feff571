import { expect, test } from './fixtures.ts'

test('the page opens under its sub-path without a complaint', async ({ page }) => {
  await page.goto('')
  await expect(page).toHaveTitle(/Paketweg/)
  await expect(page.locator('#root')).not.toBeEmpty()
})
