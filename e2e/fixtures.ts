import { expect, test as base } from '@playwright/test'
import type { BrowserContext } from '@playwright/test'

/** Notes what a healthy page never does: complain in the console, throw, ask another host. */
export function watch(context: BrowserContext, ownHost: string, complaints: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`console ${message.type()}: ${message.text()}`)
    }
  })
  context.on('weberror', (event) => complaints.push(`thrown: ${event.error().message}`))
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (/^(?:http|ws)s?:$/.test(url.protocol) && url.host !== ownHost) {
      complaints.push(`request to another host: ${url.href}`)
    }
  })
}

interface Guard {
  /** What the pages of this test complained of; the test fails unless it is empty at the end. */
  complaints: string[]
  /** A second browser profile under the same guard. */
  openProfile: () => Promise<BrowserContext>
}

/** Playwright's test, which also fails on a console error or warning, a thrown error, or a request to another host. */
export const test = base.extend<Guard>({
  complaints: [
    async ({ context, baseURL }, provide) => {
      const complaints: string[] = []
      watch(context, new URL(baseURL!).host, complaints)
      await provide(complaints)
      expect(complaints, 'the page complained or asked another host').toEqual([])
    },
    { auto: true },
  ],
  openProfile: async ({ browser, baseURL, complaints }, provide) => {
    const opened: BrowserContext[] = []
    await provide(async () => {
      const context = await browser.newContext({ baseURL: baseURL! })
      watch(context, new URL(baseURL!).host, complaints)
      opened.push(context)
      return context
    })
    await Promise.all(opened.map((context) => context.close()))
  },
})

export { expect }
