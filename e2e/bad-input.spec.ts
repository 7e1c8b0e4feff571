import type { Page } from '@playwright/test'
import { cards, notices, open, pick } from './app.ts'
import { expect, test } from './fixtures.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const megabyte = 1_048_576

const files = [
  { what: 'broken JSON', text: '{ "format": "paketweg", "version": 1, "devices": {', says: 'Der Text ist kein JSON' },
  { what: 'other JSON', text: '{ "name": "something-else" }', says: 'Diese Datei stammt nicht von Paketweg.' },
  {
    what: 'a document of a newer version',
    text: '{ "format": "paketweg", "version": 99, "devices": {} }',
    says: 'stammt von einer neueren Version von Paketweg (Format 99)',
  },
  {
    what: 'a huge file',
    text: `{ "format": "paketweg", "version": 1, "title": "${'x'.repeat(3 * megabyte)}" }`,
    says: 'Dieses Diagramm ist zu groß.',
  },
  {
    what: 'a document with an impossible device',
    text: '{ "format": "paketweg", "version": 1, "devices": { "d1": 7 }, "links": {}, "zones": {}, "notes": {} }',
    says: 'Dieses Diagramm hat einen Fehler',
  },
] as const

const title = (page: Page) => page.getByRole('textbox', { name: 'Titel des Diagramms' })

async function openWithWork(page: Page): Promise<void> {
  await open(page)
  await title(page).fill('Meine Arbeit')
  await title(page).press('Enter')
  await expect(page).toHaveTitle('Meine Arbeit – Paketweg')
}

async function expectWorkUntouched(page: Page): Promise<void> {
  await expect(title(page)).toHaveValue('Meine Arbeit')
  await expect(cards(page)).toHaveCount(10)
}

for (const { what, text, says } of files) {
  test(`${what} is refused with a reason, and the work stays`, async ({ page }) => {
    await openWithWork(page)
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pick(page, 'Teilen', /^Datei öffnen/)])
    await chooser.setFiles({ name: 'netz.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await expect(notices(page)).toContainText(says)
    await expectWorkUntouched(page)
    await page.reload()
    await expectWorkUntouched(page)
  })
}

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const strangers = [
  { name: 'urlaub.png', mimeType: 'image/png', says: '„urlaub.png“ ist ein Bild ohne Diagramm darin.' },
  { name: 'urlaub.jpg', mimeType: 'image/jpeg', says: '„urlaub.jpg“ ist ein Bild ohne Diagramm darin.' },
  { name: 'brief.pdf', mimeType: 'application/pdf', says: '„brief.pdf“ ist kein Diagramm von Paketweg.' },
] as const

test('a picture or a letter that is dropped is called what it is, and the work stays', async ({ page }) => {
  await openWithWork(page)
  for (const { name, mimeType, says } of strangers) {
    await page.evaluate(
      ({ name, mimeType, pixel }) => {
        const dataTransfer = new DataTransfer()
        const bytes = Uint8Array.from(atob(pixel), (one) => one.charCodeAt(0))
        dataTransfer.items.add(new File([bytes], name, { type: mimeType }))
        window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }))
      },
      { name, mimeType, pixel },
    )
    await expect(notices(page)).toContainText(says)
  }
  await expectWorkUntouched(page)
})

test('a link that was cut off is refused with a reason, and the work stays', async ({ page }) => {
  await openWithWork(page)
  await pick(page, 'Teilen', 'Link kopieren')
  await expect(notices(page)).toContainText('Der Link ist in der Zwischenablage.')
  const link = await page.evaluate(() => navigator.clipboard.readText())
  for (const part of [link.slice(0, -20), `${link.slice(0, -1)}!`]) {
    await page.goto('about:blank')
    await page.goto(part)
    await expect(notices(page)).toContainText('Dieser Link ist beschädigt.')
    await expectWorkUntouched(page)
  }
})
