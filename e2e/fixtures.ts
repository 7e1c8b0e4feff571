import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test'

/** Notes everything that a healthy page never does: complain in the console, throw, ask another host. */
function watch(page: Page, complaints: string[]) {
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`console ${message.type()}: ${message.text()}`)
    }
  })
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`))
}

/** Playwright's test, which also fails on a console error or warning, a thrown error, or a request to another host. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ context, baseURL }, use) => {
      const complaints: string[] = []
      const ownHost = new URL(baseURL ?? 'http://127.0.0.1').host
      for (const page of context.pages()) watch(page, complaints)
      context.on('page', (page) => watch(page, complaints))
      context.on('request', (request) => {
        const url = new URL(request.url())
        const isNetwork = /^(?:https?|wss?):$/.test(url.protocol)
        if (isNetwork && url.host !== ownHost) complaints.push(`request to another host: ${url.href}`)
      })
      await use(complaints)
      expect(complaints, 'the page complained or asked another host').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
