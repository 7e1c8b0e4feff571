import { choose, ending, inspector, open, result, sendToTheEnd, station, events } from './app.ts'
import { expect, test } from './fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const file = 'https://www.meinapi-dienst.de/static/stil.css'

test('a browser with its own cache on answers the second time itself, and shows what it keeps', async ({ page }) => {
  await open(page)
  await choose(page, 'Client (Browser)')
  await inspector(page).getByRole('switch', { name: 'HTTP-Cache' }).click()
  await sendToTheEnd(page, file)
  await expect(station(page, /: zurück bei Client/)).toBeEnabled()
  await sendToTheEnd(page, file)
  await expect(result(page)).toHaveAccessibleName(/200 OK/)
  const proxy = station(page, /: Reverse Proxy: übersprungen/)
  await expect(proxy).toBeDisabled()
  await expect(proxy).toHaveAccessibleName(/Client \(Browser\).*Cache/)
  await expect(ending(page)).toContainText('sans-serif')
  await expect(ending(page)).toContainText('Hat die Antwort noch im eigenen Cache')
  await choose(page, 'Client (Browser)')
  await inspector(page).getByRole('tab', { name: 'Zustand' }).click()
  await expect(inspector(page)).toContainText('Behaltene Antworten')
})

test('with its cache off the browser sends all the same, and the journey says so with the setting', async ({
  page,
}) => {
  await open(page)
  await sendToTheEnd(page, file)
  await expect(events(page)).not.toContainText('Mit eingeschaltetem eigenem Cache')
  await sendToTheEnd(page, file)
  await expect(events(page)).toContainText('Mit eingeschaltetem eigenem Cache')
  await expect(station(page, /: Reverse Proxy$/).first()).toBeEnabled()
})
