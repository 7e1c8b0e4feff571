import type { Page, Route } from '@playwright/test'
import { cards, open, palette } from './app.ts'
import { expect, test } from './fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** How large the diagram is shown, once its view has come to rest. */
async function zoomOf(page: Page): Promise<number> {
  const read = () =>
    page.evaluate(() => new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')!).transform).a)
  let before = -1
  await expect(async () => {
    const now = await read()
    const isAtRest = now === before
    before = now
    expect(isAtRest).toBe(true)
  }).toPass()
  return before
}

const url = (page: Page) => page.getByRole('textbox', { name: 'URL' })

test('a phone shows a part that can be read first, with who sends in it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page)
  expect(await zoomOf(page)).toBeGreaterThanOrEqual(0.5)
  await expect(cards(page).filter({ hasText: 'Client' })).toBeInViewport({ ratio: 1 })
})

test('the size for a projector makes the diagram no smaller', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await open(page)
  const normal = await zoomOf(page)
  await page.evaluate(() => localStorage.setItem('paketweg.projector', 'on'))
  await page.reload()
  await expect(cards(page)).toHaveCount(10)
  expect(await zoomOf(page)).toBeGreaterThanOrEqual(normal)
})

test('a small screen leaves the URL its room, and the result has its own', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  await open(page)
  const before = await url(page).boundingBox()
  expect(before?.width).toBeGreaterThan(350)
  await url(page).press('Enter')
  await expect(page.getByRole('button', { name: /^Beantwortet:/ })).toBeInViewport({ ratio: 1 })
  expect(await url(page).boundingBox()).toEqual(before)
})

test('at 200 % there is more diagram than anything else', async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 450 })
  await open(page)
  const canvas = await page.getByRole('main').boundingBox()
  expect(canvas?.height).toBeGreaterThan(340)
})

test('Tab comes to the devices before the cables', async ({ page }) => {
  await open(page)
  const stops = () => page.evaluate(() => document.activeElement?.getAttribute('class') ?? '')
  await url(page).focus()
  const seen: string[] = []
  for (let index = 0; index < 60 && !seen.some((look) => look.includes('react-flow__edge')); index++) {
    await page.keyboard.press('Tab')
    seen.push(await stops())
  }
  expect(seen.filter((look) => look.includes('react-flow__node-device'))).toHaveLength(10)
  expect(seen.at(-1)).toContain('react-flow__edge')
})

test('what stands in the request bar is there after a reload', async ({ page }) => {
  await open(page)
  await url(page).fill('https://www.meinapi-dienst.de/etwas/anderes')
  await page.getByRole('combobox', { name: 'Methode' }).selectOption('DELETE')
  await page.reload()
  await expect(cards(page)).toHaveCount(10)
  await expect(url(page)).toHaveValue('https://www.meinapi-dienst.de/etwas/anderes')
  await expect(page.getByRole('combobox', { name: 'Methode' })).toHaveValue('DELETE')
})

for (const width of [1440, 1024]) {
  test(`a zone that Enter places is in sight, beside the inspector (${width} px)`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await open(page)
    await page.getByRole('button', { name: /^Zone/ }).press('Enter')
    const zone = page.locator('.react-flow__node-zone.selected')
    await expect(zone).toHaveCount(1)
    await expect(async () => {
      const [box, inspector, canvas] = await Promise.all([
        zone.boundingBox(),
        page.getByRole('complementary', { name: 'Inspektor' }).boundingBox(),
        page.getByRole('main').boundingBox(),
      ])
      const middle = { x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 }
      expect(middle.x).toBeGreaterThan(canvas!.x)
      expect(middle.x).toBeLessThan(inspector!.x)
      expect(middle.y).toBeGreaterThan(canvas!.y)
      expect(middle.y).toBeLessThan(canvas!.y + canvas!.height)
    }).toPass()
  })
}

test('a notice lies on nothing that can be typed into or pressed above', async ({ page }) => {
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 800 })
    await open(page)
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['x'], 'brief.pdf', { type: 'application/pdf' }))
      window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }))
    })
    const notice = await page.getByText('„brief.pdf“ ist kein Diagramm').boundingBox()
    const header = await page.getByRole('banner').boundingBox()
    expect(notice!.y).toBeGreaterThanOrEqual(header!.y + header!.height)
  }
})

/** Whether cards lie on each other. */
async function overlapping(page: Page): Promise<number> {
  const boxes = await page.locator('.react-flow__node-device').evaluateAll((nodes) =>
    nodes.map((node) => {
      const { left, top, right, bottom } = node.getBoundingClientRect()
      return { left, top, right, bottom }
    }),
  )
  const pairs = boxes.flatMap((one, index) => boxes.slice(index + 1).map((other) => [one, other] as const))
  return pairs.filter(([a, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).length
}

test('what is placed before the page can make edits lies clear of the rest too', async ({ page }) => {
  const held: Route[] = []
  await page.route(/\/patching-/, (route) => {
    held.push(route)
  })
  await open(page)
  const entry = palette(page).getByRole('button', { name: 'Webserver', exact: true })
  for (let index = 0; index < 4; index++) await entry.click()
  expect(held).toHaveLength(1)
  await held[0]?.continue()
  await expect(cards(page)).toHaveCount(14)
  expect(await overlapping(page)).toBe(0)
})

test('Enter again and again places each device in sight, clear of all others, one undo each', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await open(page)
  const entry = palette(page).getByRole('button', { name: 'Webserver', exact: true })
  for (let count = 11; count <= 20; count++) {
    await entry.press('Enter')
    await expect(cards(page)).toHaveCount(count)
    const box = await page.locator('.react-flow__node-device.selected').boundingBox()
    const bar = await page.locator('.zoom-bar').boundingBox()
    const main = await page.getByRole('main').boundingBox()
    expect(box!.x).toBeGreaterThan(main!.x)
    expect(box!.y + box!.height).toBeLessThan(main!.y + main!.height)
    expect(box!.x > bar!.x + bar!.width || box!.y + box!.height < bar!.y).toBe(true)
  }
  expect(await overlapping(page)).toBe(0)
  for (let count = 19; count >= 10; count--) {
    await page.getByRole('button', { name: /^Rückgängig/ }).click()
    await expect(cards(page)).toHaveCount(count)
  }
})

test('a phone places where there is room in sight', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page)
  for (let count = 11; count <= 18; count++) {
    await page.getByRole('button', { name: 'Geräte' }).click()
    await page.getByRole('button', { name: 'Webserver', exact: true }).click()
    await expect(cards(page)).toHaveCount(count)
    await expect(page.locator('.react-flow__node-device.selected')).toBeInViewport({ ratio: 0.99 })
  }
  expect(await overlapping(page)).toBe(0)
})
