import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const minutes = 60_000

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    const inApplications = ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium']
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      inApplications.map((app) => join(folder, app)),
    )
  }
  if (process.platform === 'win32') {
    const { ProgramFiles, 'ProgramFiles(x86)': programFilesX86, LOCALAPPDATA } = process.env
    return [ProgramFiles, programFilesX86, LOCALAPPDATA].flatMap((folder) =>
      folder === undefined
        ? []
        : [
            join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
            join(folder, 'Chromium', 'Application', 'chrome.exe'),
          ],
    )
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = new Set([...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/bin', '/snap/bin'])
  return names.flatMap((name) => [...folders].map((folder) => join(folder, name)))
}

/** A name alone proves nothing: Ubuntu's chromium-browser may be a stub that only says how to get the snap. */
function runs(path: string): boolean {
  if (!existsSync(path)) return false
  // On Windows `--version` opens a window instead of answering.
  if (process.platform === 'win32') return true
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 })
  return status === 0 && /\d+\.\d+/.test(stdout)
}

const installed = () => [...usualPlaces(), chromium.executablePath()].find(runs)

function run(command: string, timeout: number): boolean {
  console.log(`No Chromium found. Trying: ${command}`)
  const { status } = spawnSync(command, { shell: true, stdio: ['ignore', 'ignore', 'inherit'], timeout })
  return status === 0
}

function install(): string | undefined {
  const isRoot = process.getuid?.() === 0
  const hasApt = existsSync('/usr/bin/apt-get')
  if (isRoot && hasApt) {
    const packages = 'DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium fonts-noto-core'
    if (run(`apt-get update -q && ${packages}`, 8 * minutes)) {
      const path = installed()
      if (path !== undefined) return path
    }
  }
  const withLibraries = isRoot && hasApt ? ' --with-deps' : ''
  return run(`npx playwright install chromium --no-shell${withLibraries}`, 8 * minutes) ? installed() : undefined
}

/**
 * The Chromium to test with: the one named by CHROMIUM_PATH, else one of this system, else a fresh one (from the
 * system's package manager where that may be used, else Playwright's own download).
 */
export function findChromium(): string {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`)
  }
  const path = installed() ?? install()
  if (path === undefined) {
    throw new Error(
      [
        'The browser tests need Chromium (or Chrome), none was found, and none could be installed. Do one of these:',
        '  Debian, Ubuntu:  sudo apt-get install chromium fonts-noto-core',
        '  Fedora:          sudo dnf install chromium',
        '  macOS:           brew install --cask google-chrome',
        '  any system:      npx playwright install --with-deps chromium',
        'or set CHROMIUM_PATH to the program.',
      ].join('\n'),
    )
  }
  return path
}
