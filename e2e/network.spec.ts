import { ending, open, openEmpty, pick, sendToTheEnd } from './app.ts'
import { expect, test } from './fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('the page lives under its sub-path and asks for nothing else', async ({ page, baseURL }) => {
  const asked: string[] = []
  const failed: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`)
  })
  await open(page)
  await sendToTheEnd(page)
  await expect(ending(page)).toBeVisible()
  await pick(page, 'Mehr', /^Hilfe/)
  await page.getByRole('dialog').getByRole('button', { name: 'Schließen' }).click()
  await Promise.all([page.waitForEvent('download'), pick(page, 'Teilen', 'Bild (PNG)')])
  await openEmpty(page)
  await page.reload()
  expect(asked.length).toBeGreaterThan(5)
  // Pictures are drawn from addresses inside the page.
  expect(asked.filter((url) => !url.startsWith(baseURL!) && !/^(?:blob|data):/.test(url))).toEqual([])
  expect(failed).toEqual([])
})

test('the built page forbids everything that is not its own', async ({ page }) => {
  await page.goto('.')
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]')
  await expect(policy).toHaveAttribute('content', /^default-src 'self';/)
  const content = (await policy.getAttribute('content')) ?? ''
  expect(content).not.toContain('unsafe')
  expect(content).not.toMatch(/https?:|\*/)
  expect(content).toContain("object-src 'none'")
  expect(content).toContain("base-uri 'self'")
  expect(await page.locator('script:not([src]), style, [style*="expression"]').count()).toBe(0)
})
