import { createServer } from 'node:net'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'
import { findChromium } from './find-chromium.ts'

/** A port that nobody uses, so that two runs on one machine do not test each other's build. */
function freePort(): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? String(address.port) : '4173'))
    })
  })
}

// Every worker reads this file again and inherits the environment: what the first one found holds for all.
const port = (process.env['E2E_PORT'] ??= await freePort())
const executablePath = (process.env['CHROMIUM_PATH'] = findChromium())
const output = join(import.meta.dirname, 'output')
const baseURL = `http://127.0.0.1:${port}/paketweg/`

export default defineConfig({
  testDir: '.',
  outputDir: join(output, 'results'),
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  workers: 2,
  retries: 0,
  // For a machine that is busy with other things too; nothing waits when there is nothing to wait for.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  globalTimeout: 12 * 60_000,
  reporter: [['list'], ['json', { outputFile: join(output, 'reports', 'playwright.json') }]],
  use: { baseURL, locale: 'de-DE', trace: 'retain-on-failure' },
  projects: [
    {
      name: 'chromium',
      use: {
        ...devices['Desktop Chrome'],
        launchOptions: {
          executablePath,
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
      },
    },
  ],
  webServer: {
    command: `vite preview --base /paketweg/ --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: join(import.meta.dirname, '..'),
    url: baseURL,
    reuseExistingServer: false,
  },
})
