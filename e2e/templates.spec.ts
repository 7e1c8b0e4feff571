import { choose, ending, inspector, open, openTemplate, result, sendToTheEnd } from './app.ts'
import { expect, test } from './fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('a server with a local address answers its own network only', async ({ page }) => {
  await open(page)
  await openTemplate(page, 'Lokales Netz')
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/200 OK/)
  await expect(ending(page)).toContainText('Hallo im lokalen Netz')
  await page.getByRole('combobox', { name: 'Wer sendet' }).selectOption('Handy')
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/Zeitüberschreitung.*Internet/)
  await expect(ending(page)).toContainText(/192\.168\.1\.10.*privat/)
})

test('three servers answer in turn', async ({ page }) => {
  await open(page)
  await openTemplate(page, 'Lastverteilung')
  for (const server of ['Webserver 1', 'Webserver 2', 'Webserver 3', 'Webserver 1']) {
    await sendToTheEnd(page)
    await expect(ending(page)).toContainText(server)
  }
})

test('another origin is let in or kept out, as the server says', async ({ page }) => {
  await open(page)
  await openTemplate(page, 'CORS')
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/200 OK/)
  await page.getByRole('button', { name: /^Header, Inhalt und mehr/ }).click()
  const origin = page.getByRole('textbox', { name: /^Herkunft/ })
  await origin.fill('https://fremd.beispiel.org')
  await origin.press('Enter')
  await page.keyboard.press('Escape')
  await sendToTheEnd(page)
  await expect(ending(page)).toContainText('Durch CORS blockiert')
  await expect(ending(page)).toContainText('Der Server hat zwar mit 200 geantwortet')
})

test('a rule in the wrong place is found by its name, and mended by moving it', async ({ page }) => {
  await open(page)
  await openTemplate(page, 'Kaputte Firewall')
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/Zeitüberschreitung Firewall Regel 1/)
  await choose(page, 'Firewall')
  await inspector(page)
    .getByRole('button', { name: /^1 .*Load Balancer schützen/ })
    .click()
  const down = inspector(page).getByRole('button', { name: 'Nach unten' })
  for (const number of [2, 3, 4]) {
    await down.click()
    await expect(
      inspector(page).getByRole('button', { name: new RegExp(`^${number} .*Load Balancer schützen`) }),
    ).toBeVisible()
  }
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/200 OK/)
})
