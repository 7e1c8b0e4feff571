import type { Locator, Page } from '@playwright/test'
import {
  canvas,
  card,
  choose,
  ending,
  events,
  inspector,
  open,
  result,
  sendToTheEnd,
  setting,
  station,
  stationNames,
} from './app.ts'
import { expect, test } from './fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const rule = (page: Page, name: string): Locator =>
  inspector(page).getByRole('region', { name: 'Regeln' }).getByRole('button', { name })

async function stopService(page: Page, device: string): Promise<void> {
  await choose(page, device)
  await inspector(page).getByRole('switch', { name: 'Dienst läuft' }).click()
  await expect(card(page, device)).toContainText('Dienst gestoppt')
}

test('with one web server stopped the other one answers', async ({ page }) => {
  await open(page)
  await stopService(page, 'nginx')
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/200 OK/)
  const names = await stationNames(page)
  // The course's sixteen, with Apache for nginx, and the one that was tried first.
  expect(names).toHaveLength(17)
  expect(names).toContain('Apache')
  expect(names[6]).toBe('nginx, vergeblich versucht')
  await expect(events(page)).toContainText('nginx gilt als ausgefallen')
})

test('with both web servers stopped the proxy answers with 502, and its row says so', async ({ page }) => {
  await open(page)
  await stopService(page, 'nginx')
  await stopService(page, 'Apache')
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/502 Bad Gateway/)
  const answering = events(page).getByRole('row').filter({ hasText: 'Reverse Proxy → Load Balancer' })
  await expect(answering).toContainText('antwortet selbst mit 502')
})

test('with the DNS stopped the name has no address', async ({ page }) => {
  await open(page)
  await stopService(page, 'DNS')
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/Name nicht gefunden.*DNS/)
  await expect(ending(page)).toContainText('Name nicht gefunden')
  await expect(ending(page)).toContainText('net::ERR_NAME_NOT_RESOLVED')
  await expect(ending(page)).toContainText('Der Grund liegt hier: DNS')
})

test('with its rules switched off the firewall drops by its default policy, which a link opens', async ({ page }) => {
  await open(page)
  await choose(page, 'Firewall')
  const rules = inspector(page).getByRole('region', { name: 'Regeln' })
  for (const toggle of await rules.getByRole('switch', { name: 'An' }).all()) await toggle.click()
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/Zeitüberschreitung.*Firewall.*Standardregel/)
  await expect(ending(page)).toContainText('net::ERR_CONNECTION_TIMED_OUT')
  await expect(ending(page)).toContainText('Der Grund liegt hier: Firewall')
  await expect(ending(page)).toContainText(/Keine Regel passt auf TCP-Port 443.*Standardregel/)

  await ending(page).getByRole('button', { name: 'Diesen Moment zeigen' }).click()
  await expect(station(page, 'Station 4: Firewall')).toHaveAttribute('aria-current', 'step')
  await expect(
    canvas(page)
      .getByRole('status')
      .filter({ hasText: /^✗ Verworfen/ }),
  ).toBeVisible()
  await page
    .getByRole('region', { name: 'Paket bei Firewall' })
    .getByRole('button', { name: 'Standardregel', exact: true })
    .click()
  await expect(setting(page, 'Standardregel')).toBeFocused()
})

test('a rule that drops is named, and its link opens it', async ({ page }) => {
  await open(page)
  await choose(page, 'Firewall')
  await rule(page, 'Web (HTTPS)').click()
  await setting(page, 'Aktion').selectOption('verwerfen')
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/Zeitüberschreitung Firewall Regel 1/)
  await expect(ending(page)).toContainText(/Regel 1 „Web \(HTTPS\)“ verwirft TCP-Port 443/)
  await choose(page, 'DNS')
  await ending(page)
    .getByRole('button', { name: /^Regel 1 „Web/ })
    .click()
  await expect(rule(page, 'Web (HTTPS)')).toHaveAttribute('aria-expanded', 'true')
})

test('with the database stopped the person sees 500, because of the database', async ({ page }) => {
  await open(page)
  await stopService(page, 'Datenbank')
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/500 Internal Server Error.*Datenbank/)
  await expect(ending(page)).toContainText('Server Error (500)')
  await expect(ending(page)).toContainText('Der Grund liegt hier: Datenbank')
})

test('a wrong name ends at the DNS', async ({ page }) => {
  await open(page)
  await sendToTheEnd(page, 'https://www.meinapidienst.de/api/produkte')
  await expect(result(page)).toHaveAccessibleName(/Name nicht gefunden.*DNS/)
  await expect(ending(page)).toContainText('net::ERR_NAME_NOT_RESOLVED')
  await expect(ending(page)).toContainText('www.meinapidienst.de')
})

test('a private address cannot be reached from the internet', async ({ page }) => {
  await open(page)
  await sendToTheEnd(page, 'http://10.0.2.11/')
  await expect(result(page)).toHaveAccessibleName(/Zeitüberschreitung.*Internet/)
  await expect(ending(page)).toContainText('Der Grund liegt hier: Internet')
  await expect(ending(page)).toContainText(/10\.0\.2\.11.*privat/)
})

test('a stopped service and a device that is off look and end differently', async ({ page }) => {
  await open(page)
  await stopService(page, 'Load Balancer')
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/Verbindung abgewiesen.*Load Balancer/)
  await expect(ending(page)).toContainText('net::ERR_CONNECTION_REFUSED')

  await page.getByRole('button', { name: /^Rückgängig/ }).click()
  await expect(card(page, 'Load Balancer')).not.toContainText('Dienst gestoppt')
  await choose(page, 'Load Balancer')
  await inspector(page).getByRole('switch', { name: 'Strom' }).click()
  await expect(card(page, 'Load Balancer')).toContainText('Gerät aus')
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/Zeitüberschreitung|Gerät nicht erreichbar/)
  await expect(ending(page)).toContainText('Load Balancer')
})
