import type { Page } from '@playwright/test'
import { card, choose, notices, open, openEmpty, openTemplate, pick, send, transport, url } from './app.ts'
import { expect, test } from './fixtures.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const title = (page: Page) => page.getByRole('textbox', { name: 'Titel des Diagramms' })
const banner = (page: Page) => page.getByText('Dieses Diagramm kam über einen Link.')
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Deine Diagramme' })

async function rename(page: Page, name: string): Promise<void> {
  await title(page).fill(name)
  await title(page).press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'gespeichert' })).toBeVisible()
}

/** A link to a diagram that a teacher made. */
async function linkOf(page: Page, name: string): Promise<string> {
  await open(page)
  await openTemplate(page, 'Lastverteilung')
  await rename(page, name)
  await pick(page, 'Teilen', 'Link kopieren')
  await expect(notices(page)).toContainText('Der Link ist in der Zwischenablage.')
  return page.evaluate(() => navigator.clipboard.readText())
}

test('own work is one step away after a link’s diagram was changed, and after another template', async ({
  page,
  openProfile,
}) => {
  const teacher = await openProfile()
  await teacher.grantPermissions(['clipboard-read', 'clipboard-write'])
  const link = await linkOf(await teacher.newPage(), 'Vom Lehrer')

  await open(page)
  await rename(page, 'Meine Arbeit')
  await page.goto('about:blank')
  await page.goto(link)
  await expect(banner(page)).toBeVisible()
  await rename(page, 'Vom Lehrer, geändert')
  await expect(banner(page)).toBeHidden()
  await expect(notices(page)).toContainText('Die anderen stehen in den Menüs unter „Deine Diagramme“.')

  await page.getByRole('button', { name: 'Vorlagen', exact: true }).click()
  const mine = page.getByRole('group', { name: 'Deine Diagramme' }).getByRole('menuitemradio')
  await expect(mine).toHaveText([/^Vom Lehrer, geändert/, /^Meine Arbeit.*10 Geräte$/])
  await expect(mine.first()).toBeChecked()
  await mine.last().click()
  await expect(title(page)).toHaveValue('Meine Arbeit')
  await expect(card(page, 'Firewall')).toBeVisible()

  await openTemplate(page, 'Lastverteilung')
  await pick(page, 'Vorlagen', 'Alle deine Diagramme …')
  await dialog(page).getByRole('button', { name: '„Meine Arbeit“ öffnen' }).click()
  await expect(title(page)).toHaveValue('Meine Arbeit')
})

test('a link that nobody changed is still there after a reload; what was made of it is one’s own', async ({
  page,
  openProfile,
}) => {
  const teacher = await openProfile()
  await teacher.grantPermissions(['clipboard-read', 'clipboard-write'])
  const link = await linkOf(await teacher.newPage(), 'Vom Lehrer')
  await page.goto(link)
  await expect(title(page)).toHaveValue('Vom Lehrer')
  await page.reload()
  await expect(title(page)).toHaveValue('Vom Lehrer')
  await expect(banner(page)).toBeVisible()
  await rename(page, 'Meins')
  await expect(page).not.toHaveURL(/#/)
  await page.reload()
  await expect(title(page)).toHaveValue('Meins')
  await expect(banner(page)).toBeHidden()

  await page.goto(link)
  await openEmpty(page)
  await expect(page).not.toHaveURL(/#/)
})

test('the list is empty at first, and its diagrams are deleted and brought back by keys', async ({ page }) => {
  await open(page)
  await pick(page, 'Vorlagen', 'Alle deine Diagramme …')
  await expect(dialog(page)).toContainText('Noch kein eigenes Diagramm')
  await page.keyboard.press('Escape')
  await rename(page, 'Meine Arbeit')
  await openEmpty(page)
  await pick(page, 'Vorlagen', 'Alle deine Diagramme …')
  await dialog(page).getByRole('button', { name: '„Meine Arbeit“ löschen' }).press('Enter')
  await expect(dialog(page)).toContainText('„Meine Arbeit“ ist gelöscht.')
  const back = dialog(page).getByRole('button', { name: 'Rückgängig' })
  await expect(back).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('button', { name: '„Meine Arbeit“ öffnen' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveValue('Meine Arbeit')
})

test('a new try at opening a file takes the place of what the last one came to', async ({ page }) => {
  await open(page)
  const tryFile = async (name: string, content: string) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pick(page, 'Teilen', /^Datei öffnen/)])
    await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) })
  }
  await tryFile('a.json', '{')
  await expect(notices(page)).toContainText('kein JSON')
  await tryFile('b.json', '{}')
  await expect(notices(page)).toContainText('stammt nicht von Paketweg')
  await expect(notices(page).getByRole('paragraph')).toHaveCount(1)
  await openEmpty(page)
  await expect(notices(page).getByRole('paragraph')).toHaveText(['Ein leeres Diagramm ist geöffnet'])
})

for (const size of [
  { width: 1440, height: 900 },
  { width: 900, height: 700 },
  { width: 390, height: 844 },
]) {
  test(`notices keep clear of the request’s options (${size.width} × ${size.height})`, async ({ page }) => {
    await page.setViewportSize(size)
    await open(page)
    await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { message: 'x' })))
    await page.getByRole('button', { name: /^Header, Inhalt und mehr/ }).click()
    const options = page.getByRole('region', { name: 'Header, Inhalt und mehr' })
    await options.getByRole('combobox', { name: 'Ausgelöst durch' }).selectOption('ein Skript (fetch)')
    const [one, other] = await Promise.all([options.boundingBox(), notices(page).boundingBox()])
    const isApart = other!.y >= one!.y + one!.height || other!.x + other!.width <= one!.x
    expect(isApart, JSON.stringify([one, other])).toBe(true)
  })
}

test('Space belongs to the journey after Send was clicked, and to Send when it was reached by keys', async ({
  page,
}) => {
  await open(page)
  await send(page)
  const pause = transport(page).getByRole('button', { name: 'Anhalten' })
  const play = transport(page).getByRole('button', { name: 'Abspielen' })
  await expect(pause).toBeVisible()
  await page.keyboard.press('Space')
  await expect(play).toBeVisible()
  await page.keyboard.press('Space')
  await expect(pause).toBeVisible()
  const button = page.getByRole('form', { name: 'Anfrage' }).getByRole('button', { name: 'Senden' })
  await button.press('Enter')
  await expect(button).toBeFocused()
})

test('an origin that is none is not sent, and the options come up to have it mended', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: /^Header, Inhalt und mehr/ }).click()
  await page.getByRole('combobox', { name: 'Ausgelöst durch' }).selectOption('ein Skript (fetch)')
  const origin = page.getByRole('textbox', { name: /^Herkunft/ })
  await origin.fill('https://shop.example')
  await origin.press('Tab')
  await origin.fill('shop example')
  await origin.press('Escape')
  await expect(origin).toBeHidden()
  await send(page)
  await expect(page.getByText('Die Herkunft (Origin) ist ungültig.')).toBeVisible()
  await expect(origin).toHaveValue('shop example')
  await expect(origin).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('navigation', { name: 'Stationen' })).toBeHidden()
  await origin.fill('https://shop.example')
  await origin.press('Escape')
  await expect(page.getByText('Die Herkunft (Origin) ist ungültig.')).toBeHidden()
  await send(page, await url(page).inputValue())
  await expect(page.getByRole('navigation', { name: 'Stationen' })).toBeVisible()
})

test('a removed device keeps its name in the journey', async ({ page }) => {
  await open(page)
  await send(page)
  await choose(page, 'DNS')
  await card(page, 'DNS').press('Delete')
  await expect(card(page, 'DNS')).toBeHidden()
  await expect(page.getByRole('table', { name: 'Ereignisse des Ablaufs' })).toContainText('DNS (entfernt)')
})
