import type { Locator, Page } from '@playwright/test'
import { choose, counter, ending, inspector, notices, open, result, send, sendToTheEnd } from './app.ts'
import { expect, test } from './fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const nginxConf = `user www-data;
events { worker_connections 768; }
http {
  js_import main.js;
  server {
    listen 80 default_server;
    location / { return 403 "closed\\n"; }
  }
}
`

const haproxyCfg = `defaults
  mode tcp
  timeout connect 5s
  timeout client 30s
  timeout server 30s
userlist people
  user anna password $6$rounds$geheim
frontend web
  bind :443
  default_backend nobody
backend nobody
`

const ruleset = `#!/usr/sbin/nft -f
flush ruleset
table inet filter {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    tcp dport 8443 accept
    tcp dport 443 osf name "Linux" accept
  }
}
`

const dialog = (page: Page): Locator => page.getByRole('dialog')
const take = (page: Page): Locator => dialog(page).getByRole('button', { name: 'Als Einstellungen verwenden' })
const undo = (page: Page): Locator => page.getByRole('button', { name: /^Rückgängig/ })
const asText = (page: Page): Locator => inspector(page).getByRole('tab', { name: 'Text' })
const unread = (page: Page): Locator => inspector(page).getByRole('heading', { name: /nicht nachgebildet$/ })

/** Pastes a configuration, by keys as a person does, and leaves the dialog open. */
async function paste(page: Page, device: string, file: string, text: string): Promise<void> {
  await choose(page, device)
  await asText(page).click()
  await inspector(page)
    .getByRole('button', { name: `${file} einfügen …` })
    .click()
  await expect(dialog(page).getByRole('textbox', { name: file })).toBeFocused()
  await page.keyboard.insertText(text)
}

async function takeOver(page: Page): Promise<void> {
  await take(page).click()
  await expect(dialog(page)).toHaveCount(0)
}

test('an nginx.conf becomes what the web server does; a line that is not understood marks the journey; one undo takes all back', async ({
  page,
}) => {
  await open(page)
  await paste(page, 'nginx', 'nginx.conf', nginxConf)
  await expect(dialog(page)).toContainText('Eine Zeile ist nicht nachgebildet')
  await expect(dialog(page)).toContainText('4: js_import main.js;')
  await takeOver(page)
  await expect(notices(page)).toContainText('nginx.conf bestimmt jetzt, was dieses Gerät tut')
  await expect(unread(page)).toHaveText('Eine Zeile ist nicht nachgebildet')

  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/403 Forbidden.*Nicht ganz nachgebildet/)

  await undo(page).click()
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/200 OK/)
  await expect(result(page)).not.toHaveAccessibleName(/Nicht ganz nachgebildet/)
  await choose(page, 'nginx')
  await expect(unread(page)).toHaveCount(0)
})

test('what was pasted is there after a reload, and its unread lines can be forgotten', async ({ page }) => {
  await open(page)
  const many = Array.from({ length: 600 }, (_, index) => `js_set $v${index} main.${'x'.repeat(300)};`).join('\n')
  await paste(page, 'nginx', 'nginx.conf', `${many}\n${nginxConf.slice(nginxConf.indexOf('  server'), -2)}`)
  await takeOver(page)
  await expect(
    page.getByRole('button', { name: 'Gespeichert' }).or(page.getByText('Gespeichert')).first(),
  ).toBeVisible()
  await page.reload()
  await choose(page, 'nginx')
  await asText(page).click()
  await expect(unread(page)).toHaveText('500 Zeilen sind nicht nachgebildet')
  await inspector(page).getByRole('button', { name: 'Diese Zeilen vergessen' }).click()
  await expect(unread(page)).toHaveCount(0)
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/403 Forbidden/)
  await expect(result(page)).not.toHaveAccessibleName(/Nicht ganz nachgebildet/)
})

test('a haproxy.cfg without a server ends the journey there, and no password of its unread lines is kept', async ({
  page,
}) => {
  await open(page)
  await paste(page, 'Load Balancer', 'haproxy.cfg', haproxyCfg)
  await expect(dialog(page)).toContainText('user anna password …')
  await takeOver(page)
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/^Gescheitert:.*Load Balancer.*Nicht ganz nachgebildet/)
  await expect(ending(page)).toContainText('Der Grund liegt hier: Load Balancer')
  await page.getByRole('button', { name: 'Teilen', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /^Als Datei/ }).click(),
  ])
  const file = await (await download.createReadStream()).toArray()
  expect(Buffer.concat(file).toString()).toContain('user anna password …')
  expect(Buffer.concat(file).toString()).not.toContain('geheim')
  await undo(page).click()
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/200 OK/)
})

test('an nft ruleset is what the firewall does, and the line that decided leads to its setting', async ({ page }) => {
  await open(page)
  await choose(page, 'Firewall')
  await asText(page).click()
  await expect(inspector(page).getByRole('button', { name: /tcp dport 443 .*accept/ })).toBeVisible()
  await paste(page, 'Firewall', 'nftables.conf', ruleset)
  await expect(dialog(page)).toContainText('8: tcp dport 443 osf name "Linux" accept')
  await takeOver(page)
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/Zeitüberschreitung Firewall .*Nicht ganz nachgebildet/)
  await ending(page).getByRole('button', { name: 'Diesen Moment zeigen' }).click()
  await expect(page.getByRole('region', { name: 'Paket bei Firewall' }).locator('code')).toContainText([/policy drop/])
  await undo(page).click()
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/200 OK/)
})

test('a text of which nothing is understood changes nothing, and Escape gives the focus back', async ({ page }) => {
  await open(page)
  await paste(page, 'nginx', 'nginx.conf', '{ '.repeat(20_000))
  await expect(dialog(page)).toContainText('Von diesem Text wird nichts verstanden')
  await expect(take(page)).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  await expect(inspector(page).getByRole('button', { name: 'nginx.conf einfügen …' })).toBeFocused()
  await expect(undo(page)).toBeDisabled()
})

test('the clock lets time pass and begins afresh', async ({ page }) => {
  await open(page)
  const clock = page.getByRole('button', { name: /^Uhr des Diagramms/ })
  const choosing = async (entry: string | RegExp) => {
    await clock.click()
    await page.getByRole('menuitem', { name: entry }).click()
  }
  await choosing('1 Minute warten')
  await expect(clock).toHaveAccessibleName(/60,0\ss$/)
  await expect(clock).toBeFocused()
  // The balancer checks its servers every two seconds; one check is due just now.
  await choosing('Bis zum nächsten Health Check warten')
  await choosing('Bis zum nächsten Health Check warten')
  await expect(clock).toHaveAccessibleName(/62,0\ss$/)
  await choosing(/^Frischer Start/)
  await expect(clock).toHaveAccessibleName('Uhr des Diagramms:')
})

test('five requests at once each have their journey, and one of them is chosen', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Header, Inhalt und mehr' }).click()
  const count = page.getByRole('textbox', { name: 'Anfragen je Senden' })
  await count.fill('5')
  await count.press('Enter')
  await expect(page.getByRole('button', { name: 'Header, Inhalt und mehr: 1 gesetzt' })).toBeVisible()
  await send(page)
  const batch = page.getByRole('region', { name: 'Alle Anfragen dieses Sendens' })
  await expect(batch).toContainText('5 von 5 erfolgreich')
  const requests = batch.getByRole('button')
  await expect(requests).toHaveCount(5)
  await expect(requests.first()).toHaveAttribute('aria-current', 'true')
  await batch.getByRole('button', { name: /^Anfrage 3: 200 OK/ }).click()
  await expect(requests.nth(2)).toHaveAttribute('aria-current', 'true')
  await expect(requests.first()).not.toHaveAttribute('aria-current', 'true')
  await expect(counter(page)).toHaveText(/^Station \d+ von \d+$/)
  await expect(ending(page)).toContainText('200 OK')
})
