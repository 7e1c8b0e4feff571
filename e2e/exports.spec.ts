import { readFile } from 'node:fs/promises'
import type { Page, TestInfo } from '@playwright/test'
import { cable, canvas, card, cards, notices, open, openEmpty, pick } from './app.ts'
import { expect, test } from './fixtures.ts'

const names = ['Client (Browser)', 'Internet', 'Firewall', 'Load Balancer', 'Reverse Proxy', 'nginx', 'Datenbank']

/** Saves what the menu's entry offers under its own name, and returns where. */
async function saved(page: Page, entry: string | RegExp, testInfo: TestInfo): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), pick(page, 'Teilen', entry)])
  const path = testInfo.outputPath(download.suggestedFilename())
  await download.saveAs(path)
  return path
}

/** On an empty canvas, so that what is seen afterwards came out of the file. */
async function expectOpensAgain(page: Page, path: string): Promise<void> {
  await openEmpty(page)
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pick(page, 'Teilen', /^Datei öffnen/)])
  await chooser.setFiles(path)
  await expect(notices(page)).toContainText(/\.(png|svg) ist geöffnet/)
  await expect(cards(page)).toHaveCount(10)
  for (const name of names) await expect(card(page, name)).toBeVisible()
  await expect(cable(page, 'Webanwendung', 'Datenbank')).toBeAttached()
}

test('the diagram becomes a PNG that is a picture, and opens again as a diagram', async ({ page }, testInfo) => {
  await open(page)
  const path = await saved(page, 'Bild (PNG)', testInfo)
  const bytes = await readFile(path)
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  expect(width).toBeGreaterThan(1000)
  expect(height).toBeGreaterThan(500)
  const drawn = await coloursOf(page, bytes)
  expect(drawn.size).toEqual({ width, height })
  // Cards, texts, icons and zones: a blank or a broken picture has one or two.
  expect(drawn.colours).toBeGreaterThan(50)
  await expectOpensAgain(page, path)
})

test('a file that is dropped on the page opens, and a broken one leaves the work alone', async ({ page }, testInfo) => {
  await open(page)
  const text = await readFile(await saved(page, /^Als Datei sichern/, testInfo), 'utf8')
  await openEmpty(page)
  await drop(page, 'netz.json', text)
  await expect(notices(page)).toContainText('netz.json ist geöffnet')
  await expect(cards(page)).toHaveCount(10)
  await drop(page, 'netz.json', text.slice(0, 200))
  await expect(notices(page)).toContainText('kein JSON')
  await expect(cards(page)).toHaveCount(10)
})

/** Drops a file on the canvas, as from the desktop. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([content], fileName, { type: 'application/json' }))
      return transfer
    },
    [name, text] as const,
  )
  await canvas(page).dispatchEvent('drop', { dataTransfer })
}

/** What a browser makes of a picture. */
async function coloursOf(page: Page, png: Buffer) {
  return page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(
      new Blob([Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)], { type: 'image/png' }),
    )
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    const data = new Uint32Array(context?.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer ?? [])
    return { size: { width: bitmap.width, height: bitmap.height }, colours: new Set(data).size }
  }, png.toString('base64'))
}

test('the diagram becomes an SVG that needs nothing else, and opens again as a diagram', async ({ page }, testInfo) => {
  await open(page)
  const path = await saved(page, 'Bild (SVG)', testInfo)
  const text = await readFile(path, 'utf8')
  const found = await page.evaluate((svg) => {
    const document = new DOMParser().parseFromString(svg, 'image/svg+xml')
    const elements = [...document.querySelectorAll('*')]
    return {
      root: document.documentElement.localName,
      isBroken: document.querySelector('parsererror') !== null,
      texts: [...document.querySelectorAll('text')].map((one) => one.textContent),
      outside: elements
        .flatMap((one) => [...one.attributes])
        .filter(({ name, value }) => !name.startsWith('xmlns') && /https?:|url\((?!#)|@import/.test(value))
        .map(({ name, value }) => `${name}="${value}"`),
      active: elements.filter(({ localName }) => ['script', 'foreignObject', 'image'].includes(localName)).length,
    }
  }, text)
  expect(found).toMatchObject({ root: 'svg', isBroken: false, outside: [], active: 0 })
  expect(found.texts).toEqual(expect.arrayContaining(names))
  await expectOpensAgain(page, path)
})
