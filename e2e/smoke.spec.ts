import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

test('the page opens under its sub-path without a complaint', async ({ page }) => {
  await page.goto('.')
  await expect(page).toHaveTitle(/Paketweg/)
  await expect(page.locator('#root')).not.toBeEmpty()
})

test('the built page forbids everything that is not its own', async ({ page }) => {
  await page.goto('.')
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]')
  await expect(policy).toHaveAttribute('content', /^default-src 'self';/)
})

test('the first screen has no fault that axe finds', async ({ page }) => {
  await page.goto('.')
  await expect(page.locator('#root')).not.toBeEmpty()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)).toEqual([])
})
