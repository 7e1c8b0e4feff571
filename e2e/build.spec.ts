import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import {
  cable,
  canvas,
  card,
  cards,
  choose,
  counter,
  ending,
  exhaust,
  inspector,
  notices,
  open,
  openEmpty,
  palette,
  pick,
  result,
  send,
  setting,
  transport,
  url,
} from './app.ts'
import { expect, test } from './fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' }, permissions: ['clipboard-read', 'clipboard-write'] })

const undo = (page: Page): Locator => page.getByRole('button', { name: /^Rückgängig/ })
const redo = (page: Page): Locator => page.getByRole('button', { name: /^Wiederholen/ })
const title = (page: Page): Locator => page.getByRole('textbox', { name: 'Titel des Diagramms' })

async function middleOf(locator: Locator) {
  const box = await locator.boundingBox()
  expect(box).not.toBeNull()
  return { x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 }
}

async function drag(page: Page, from: Locator, to: { readonly x: number; readonly y: number }): Promise<void> {
  await from.scrollIntoViewIfNeeded()
  const start = await middleOf(from)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 10 })
  await page.mouse.up()
}

/** A client and a web server, 300 pixels apart, with a cable between them. */
async function dragTwoAndWire(page: Page): Promise<void> {
  const { x, y } = await middleOf(canvas(page))
  await drag(page, palette(page).getByRole('button', { name: 'Client' }), { x: x - 150, y })
  await expect(card(page, 'Client')).toBeVisible()
  await drag(page, palette(page).getByRole('button', { name: 'Webserver' }), { x: x + 150, y })
  await expect(card(page, 'Webserver')).toBeVisible()
  await card(page, 'Client').hover()
  const rightHandle = card(page, 'Client').getByTitle('Von hier eine Leitung ziehen').nth(1)
  await drag(page, rightHandle, await middleOf(card(page, 'Webserver')))
  await expect(cable(page, 'Client', 'Webserver')).toBeAttached()
}

/** A field, and a table with two rows in another order than they were made. */
async function configureServer(page: Page): Promise<void> {
  await choose(page, 'Webserver')
  await setting(page, 'Port für HTTP').fill('8080')
  await setting(page, 'Port für HTTP').press('Enter')
  for (const [path, text] of [
    ['/', 'Hallo Kurs'],
    ['/alt/', 'Alte Seite'],
  ] as const) {
    await inspector(page)
      .getByRole('region', { name: 'Pfadregeln' })
      .getByRole('button', { name: 'Hinzufügen' })
      .click()
    await setting(page, 'Pfad').fill(path)
    await setting(page, 'Pfad').press('Enter')
    await setting(page, 'Tut').selectOption({ label: 'sofort antworten' })
    await setting(page, 'Text oder Ziel').fill(text)
    await setting(page, 'Text oder Ziel').press('Enter')
  }
  await inspector(page).getByRole('button', { name: 'Nach oben' }).click()
  await expectConfigured(page)
}

async function expectConfigured(page: Page): Promise<void> {
  await choose(page, 'Webserver')
  await expect(setting(page, 'Port für HTTP')).toHaveValue('8080')
  await expect(inspector(page).getByRole('button', { name: /^1 .*\/alt\// })).toBeVisible()
  await expect(inspector(page).getByRole('button', { name: /^2 .*\// })).toBeVisible()
}

const addressOf = async (page: Page, name: string): Promise<string> =>
  /\d+\.\d+\.\d+\.\d+/.exec((await card(page, name).textContent()) ?? '')?.[0] ?? ''

async function copiedLink(page: Page): Promise<string> {
  await pick(page, 'Teilen', 'Link kopieren')
  await expect(notices(page)).toContainText('Der Link ist in der Zwischenablage.')
  return page.evaluate(() => navigator.clipboard.readText())
}

async function exported(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), pick(page, 'Teilen', /^Als Datei sichern/)])
  expect(download.suggestedFilename()).toMatch(/\.json$/)
  return download.path()
}

async function imported(page: Page, path: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pick(page, 'Teilen', /^Datei öffnen/)])
  await chooser.setFiles(path)
}

test('two devices are dragged out, wired, configured, asked, and followed', async ({ page }) => {
  await open(page)
  await openEmpty(page)
  await dragTwoAndWire(page)
  await configureServer(page)
  await send(page, `http://${await addressOf(page, 'Webserver')}:8080/`)
  await expect(result(page)).toContainText('200 OK')
  const forward = transport(page).getByRole('button', { name: 'Schritt vor' })
  for (const number of [1, 2, 3]) {
    await forward.click()
    await expect(counter(page)).toHaveText(`Station ${number} von 3`)
  }
  await expect(forward).toBeDisabled()
  await expect(ending(page)).toContainText('Hallo Kurs')
})

test('everything is undone and done again, and is there after a reload', async ({ page }) => {
  await open(page)
  await openEmpty(page)
  await dragTwoAndWire(page)
  await configureServer(page)
  const steps = await exhaust(undo(page))
  expect(steps).toBeGreaterThan(10)
  await expect(cards(page)).toHaveCount(0)
  await expect(canvas(page).getByRole('group', { name: /^Leitung/ })).toHaveCount(0)
  expect(await exhaust(redo(page))).toBe(steps)
  await expect(cable(page, 'Client', 'Webserver')).toBeAttached()
  await expectConfigured(page)

  await title(page).fill('Mein Netz')
  await title(page).press('Enter')
  await page.reload()
  await expect(title(page)).toHaveValue('Mein Netz')
  await expect(cards(page)).toHaveCount(2)
  await expect(cable(page, 'Client', 'Webserver')).toBeAttached()
  await expectConfigured(page)
})

/** The document of a file; what is imported gets an id of its own. */
async function withoutId(path: string): Promise<object> {
  const { id, ...document } = JSON.parse(await readFile(path, 'utf8')) as { id: string }
  expect(id).not.toBe('')
  return document
}

test('a diagram goes out as a file and comes back the same', async ({ page }) => {
  await open(page)
  await openEmpty(page)
  await dragTwoAndWire(page)
  await configureServer(page)
  const file = await exported(page)
  await openEmpty(page)
  await imported(page, file)
  await expect(notices(page)).toContainText(/ist geöffnet/)
  await expect(cable(page, 'Client', 'Webserver')).toBeAttached()
  await expectConfigured(page)
  const [before, after] = await Promise.all([file, await exported(page)].map(withoutId))
  expect(after).toEqual(before)
})

test('a link opens beside the other person’s own work', async ({ page, openProfile }) => {
  await open(page)
  await openEmpty(page)
  await dragTwoAndWire(page)
  await configureServer(page)
  await title(page).fill('Geteilt')
  await title(page).press('Enter')
  const link = await copiedLink(page)
  expect(new URL(link).hash.length).toBeGreaterThan(10)

  const other = await (await openProfile()).newPage()
  await open(other)
  await title(other).fill('Eigene Arbeit')
  await title(other).press('Enter')
  await expect(other.getByRole('status').filter({ hasText: 'gespeichert' })).toBeVisible()
  await other.goto('about:blank')
  await other.goto(link)
  await expect(title(other)).toHaveValue('Geteilt')
  await expect(other.getByText('Dieses Diagramm kam über einen Link.')).toBeVisible()
  await expect(cable(other, 'Client', 'Webserver')).toBeAttached()
  await expectConfigured(other)

  await other.getByRole('button', { name: 'Zurück zu meiner Arbeit' }).click()
  await expect(title(other)).toHaveValue('Eigene Arbeit')
  await expect(card(other, 'Apache')).toBeVisible()
})

/** Goes on with Tab until something has the focus, as a person does who has no mouse. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let count = 0; count < 120; count += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

test('a network is built by keyboard alone', async ({ page }) => {
  await open(page)
  await tabTo(page, page.getByRole('button', { name: 'Vorlagen' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: /^API-Dienst/ })).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.getByRole('menuitem', { name: 'Alle deine Diagramme …' })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('menuitem', { name: 'Leeres Diagramm' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(cards(page)).toHaveCount(0)

  await tabTo(page, palette(page).getByRole('button', { name: 'Client' }))
  await page.keyboard.press('Enter')
  await expect(card(page, 'Client')).toBeVisible()
  await tabTo(page, palette(page).getByRole('button', { name: 'Webserver' }))
  await page.keyboard.press('Enter')
  await expect(card(page, 'Webserver')).toBeVisible()

  await tabTo(page, card(page, 'Client'))
  await page.keyboard.press('c')
  await expect(page.getByText('Client verbinden: Wähle das andere Gerät')).toBeVisible()
  await page.keyboard.press(await arrowTo(page, 'Client', 'Webserver'))
  await expect(card(page, 'Webserver')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(cable(page, 'Client', 'Webserver')).toBeAttached()

  const address = await addressOf(page, 'Webserver')
  await tabTo(page, url(page))
  await page.keyboard.type(`http://${address}/`)
  await page.keyboard.press('Enter')
  await expect(result(page)).toContainText('200 OK')

  await page.keyboard.press('Escape')
  await tabTo(page, card(page, 'Webserver'))
  await page.keyboard.press('Enter')
  await page.keyboard.press('Delete')
  await expect(cards(page)).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(cable(page, 'Client', 'Webserver')).toBeAttached()
})

/** The arrow key that points from one card to another. */
async function arrowTo(page: Page, from: string, to: string): Promise<string> {
  const [a, b] = [await middleOf(card(page, from)), await middleOf(card(page, to))]
  const [x, y] = [b.x - a.x, b.y - a.y]
  if (Math.abs(x) > Math.abs(y)) return x > 0 ? 'ArrowRight' : 'ArrowLeft'
  return y > 0 ? 'ArrowDown' : 'ArrowUp'
}

test.describe('by finger on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a network is built by tapping', async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: 'Mehr', exact: true }).tap()
    await page.getByRole('menuitem', { name: 'Leeres Diagramm' }).tap()
    await expect(cards(page)).toHaveCount(0)
    const panels = page.getByRole('navigation', { name: 'Bereiche' })
    for (const kind of ['Client', 'Webserver']) {
      await panels.getByRole('button', { name: 'Geräte' }).tap()
      await page.getByRole('region', { name: 'Geräte' }).getByRole('button', { name: kind }).tap()
      await expect(card(page, kind)).toBeVisible()
    }
    await card(page, 'Client').tap()
    await page
      .getByRole('toolbar', { name: /^Client/ })
      .getByRole('button', { name: 'Verbinden' })
      .tap()
    await card(page, 'Webserver').tap()
    await expect(cable(page, 'Client', 'Webserver')).toBeAttached()
    await url(page).fill(`http://${await addressOf(page, 'Webserver')}/`)
    await page.getByRole('form', { name: 'Anfrage' }).getByRole('button', { name: 'Senden' }).tap()
    await expect(result(page)).toContainText('200 OK')
  })
})
