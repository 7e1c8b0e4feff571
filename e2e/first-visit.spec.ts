import {
  canvas,
  card,
  counter,
  ending,
  events,
  inspector,
  open,
  result,
  send,
  sendToTheEnd,
  station,
  stationNames,
  transport,
} from './app.ts'
import { expect, test } from './fixtures.ts'

const there = ['Client (Browser)', 'DNS', 'Internet', 'Firewall', 'Load Balancer', 'Reverse Proxy', 'nginx']
const back = ['nginx', 'Reverse Proxy', 'Load Balancer', 'Firewall', 'Internet', 'Client (Browser)']

test('the first visit opens on the course’s diagram, ready to send', async ({ page }) => {
  await open(page)
  await expect(page).toHaveTitle('API-Dienst – Paketweg')
  await expect(page.getByRole('textbox', { name: 'URL' })).toHaveValue('https://www.meinapi-dienst.de/api/produkte')
  for (const name of [...there, 'Apache', 'Webanwendung', 'Datenbank']) await expect(card(page, name)).toBeInViewport()
  await expect(page.getByRole('tab', { name: 'Prüfen', exact: true })).toBeVisible()
})

const nothing = (): void => undefined

test('what is sent before the engine is there is answered once it is', async ({ page }) => {
  let arrive = nothing
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route(/\/assets\/(?:engine|steps-de)-[^/]+\.js$/, async (route) => {
    await arrival
    await route.continue()
  })
  await open(page)
  await send(page)
  await send(page)
  await expect(result(page)).toBeHidden()
  arrive()
  await expect(result(page)).toHaveAccessibleName(/200 OK/)
  expect((await stationNames(page)).slice(0, 2)).toEqual(there.slice(0, 2))
  // Its words were there before it was.
  await expect(events(page)).toBeVisible()
  await expect(events(page)).not.toContainText(/(?:chromium|nginx|nftables)\.[a-z]/)
})

test('the request plays through the course’s sixteen stations and back', async ({ page }) => {
  await open(page)
  await send(page)
  await expect(result(page)).toHaveAccessibleName(/200 OK.*\d\sms/)
  expect(await stationNames(page)).toEqual([
    ...there,
    'Webanwendung',
    'Datenbank',
    'zurück bei Webanwendung',
    ...back.map((name) => `zurück bei ${name}`),
  ])
  await expect(transport(page).getByRole('button', { name: 'Anhalten' })).toBeVisible()
  await transport(page).getByRole('combobox', { name: 'Tempo' }).selectOption('4×')
  await expect(counter(page)).toHaveText('Station 16 von 16', { timeout: 20_000 })
  await expect(transport(page).getByRole('button', { name: 'Abspielen' })).toBeVisible()
})

test.describe('without motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } })

  test('the journey can be stepped, scrubbed and jumped through', async ({ page }) => {
    await open(page)
    await send(page)
    await expect(counter(page)).toHaveText('16 Stationen')
    const forward = transport(page).getByRole('button', { name: 'Schritt vor' })
    for (const number of [1, 2, 3]) {
      await forward.click()
      await expect(counter(page)).toHaveText(`Station ${number} von 16`)
    }
    await transport(page).getByRole('button', { name: 'Schritt zurück' }).click()
    await expect(counter(page)).toHaveText('Station 2 von 16')
    await expect(station(page, 'Station 2: DNS')).toHaveAttribute('aria-current', 'step')
    await expect(inspector(page).getByRole('textbox', { name: 'Name dieses Geräts (DNS)' })).toHaveValue('DNS')

    const scrubber = transport(page).getByRole('slider', { name: 'Stelle im Ablauf' })
    await scrubber.press('End')
    await expect(counter(page)).toHaveText('Station 16 von 16')
    await scrubber.fill('7')
    await expect(counter(page)).toHaveText('Station 8 von 16')
    await station(page, 'Station 12: zurück bei Reverse Proxy').click()
    await expect(counter(page)).toHaveText('Station 12 von 16')
    await card(page, 'Datenbank').getByRole('button', { name: 'Station 9' }).click()
    await expect(counter(page)).toHaveText('Station 9 von 16')
    await transport(page).getByRole('button', { name: 'Zum Anfang' }).click()
    await expect(counter(page)).toHaveText('Station 1 von 16')
    await transport(page).getByRole('combobox', { name: 'Genauigkeit' }).selectOption('Alle Ereignisse')
    await forward.click()
    await expect(counter(page)).toHaveText(/^Ereignis 2 von \d\d, Station \d+$/)
  })

  test('a row of the list shows that hop’s packet by layers, in and out, and why', async ({ page }) => {
    await open(page)
    await send(page)
    await events(page).getByRole('row', { name: /^8 / }).getByRole('button').click()
    const packet = page.getByRole('region', { name: 'Paket bei Webanwendung' })
    await expect(packet.getByRole('region', { name: 'Anwendung · HTTP' })).toContainText('GET /api/produkte')
    await expect(packet.getByRole('region', { name: 'Anwendung · SQL' })).toContainText('SELECT')
    await expect(packet.getByRole('region', { name: 'Transport · TCP' })).toBeVisible()
    await expect(packet.getByRole('region', { name: 'Vermittlung · IP' })).toContainText('10.0.2.20')
    await expect(packet.getByRole('listitem').filter({ hasText: /Endpunkt \/api\/produkte/ })).toBeVisible()
    await expect(
      canvas(page)
        .getByRole('status')
        .filter({ hasText: /Endpunkt \/api\/produkte/ }),
    ).toBeVisible()
  })

  test('the journey ends in what the browser shows: status and body', async ({ page }) => {
    await open(page)
    await sendToTheEnd(page)
    await expect(ending(page)).toContainText('200 OK')
    await expect(ending(page)).toContainText('"name": "Tasse"')
    await expect(ending(page)).toContainText('Der Grund liegt hier: Webanwendung')
  })

  test('the second request knows the name already and takes the other web server', async ({ page }) => {
    await open(page)
    await sendToTheEnd(page)
    await sendToTheEnd(page)
    await expect(result(page)).toHaveAccessibleName(/200 OK/)
    const dns = station(page, /^Station 2: DNS: übersprungen/)
    await expect(dns).toBeDisabled()
    await expect(dns).toHaveAccessibleName(/Client \(Browser\).*Cache/)
    await expect(station(page, /: (zurück bei )?Apache$/)).toHaveCount(2)
    await expect(station(page, /: (zurück bei )?nginx/)).toHaveCount(0)
    await expect(page.getByRole('button', { name: /^Uhr des Diagramms/ })).toBeVisible()
  })

  test('a static file comes from the proxy’s cache the second time', async ({ page }) => {
    const file = 'https://www.meinapi-dienst.de/static/stil.css'
    await open(page)
    await sendToTheEnd(page, file)
    await station(page, 'Station 6: Reverse Proxy').click()
    await expect(page.getByRole('region', { name: 'Paket bei Reverse Proxy' })).toContainText('MISS')
    await sendToTheEnd(page, file)
    await expect(result(page)).toHaveAccessibleName(/200 OK/)
    await station(page, /^Station \d+: Reverse Proxy$/).click()
    await expect(page.getByRole('region', { name: 'Paket bei Reverse Proxy' })).toContainText('HIT')
    await expect(station(page, /: nginx: übersprungen/)).toBeDisabled()
    await expect(station(page, /: nginx: übersprungen/)).toHaveAccessibleName(/Reverse Proxy.*Cache/)
    await expect(station(page, /: Webanwendung/)).toHaveCount(0)
  })
})
