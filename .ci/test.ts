import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const reports = join(root, 'e2e', 'output', 'reports')
const unitReport = join(reports, 'vitest.json')
const browserReport = join(reports, 'playwright.json')
const manifest = join(root, 'dist', '.vite')

interface Stage {
  name: string
  run: string | (() => boolean)
}

const check: Stage[] = [
  { name: 'types', run: 'tsc -b' },
  { name: 'lint', run: 'oxlint --max-warnings 0' },
  { name: 'format', run: 'oxfmt --check' },
  { name: 'unused code', run: 'knip' },
  { name: 'conformance', run: 'tsx .ci/conformance.ts' },
  { name: 'unit tests', run: `vitest run --reporter=default --reporter=json --outputFile.json="${unitReport}"` },
]
const release: Stage[] = [
  { name: 'build', run: 'vite build' },
  { name: 'size budget', run: 'tsx .ci/budget.ts' },
  { name: 'clean up', run: () => removed(manifest) },
  { name: 'browser tests', run: 'playwright test --config e2e/playwright.config.ts' },
]

/** The manifest serves the budget only and is not published. */
function removed(path: string): boolean {
  rmSync(path, { recursive: true })
  return true
}

function runs(command: string): boolean {
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter)
  return (
    spawnSync(command, { cwd: root, shell: true, stdio: 'inherit', env: { ...process.env, PATH: path } }).status === 0
  )
}

interface Count {
  passed: number
  failed: number
  skipped: number
}

function read(path: string, count: (report: Record<string, number>) => Count): Count {
  if (!existsSync(path)) return { passed: 0, failed: 0, skipped: 0 }
  return count(JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>)
}

const countUnit = () =>
  read(unitReport, (report) => ({
    passed: report['numPassedTests'] ?? 0,
    failed: report['numFailedTests'] ?? 0,
    skipped: (report['numPendingTests'] ?? 0) + (report['numTodoTests'] ?? 0),
  }))

const countBrowser = () =>
  read(browserReport, (report) => {
    const stats = report['stats'] as unknown as Record<string, number>
    return {
      passed: stats['expected'] ?? 0,
      failed: (stats['unexpected'] ?? 0) + (stats['flaky'] ?? 0),
      skipped: stats['skipped'] ?? 0,
    }
  })

function report(stages: readonly Stage[], redStage: string | undefined) {
  const counts = [countUnit(), ...(stages === check ? [] : [countBrowser()])]
  const total = (key: keyof Count) => counts.reduce((sum, count) => sum + count[key], 0)
  const isEmpty = counts.some(({ passed }) => passed === 0)
  if (isEmpty && redStage === undefined) console.log('A kind of test had none that passed.')
  const isRed = redStage !== undefined || isEmpty || total('failed') > 0
  // A red stage without a failed test (types, lint, budget …) counts as one failure.
  const failed = isRed ? Math.max(1, total('failed')) : 0
  if (total('skipped') > 0) console.log(`${total('skipped')} skipped`)
  if (redStage !== undefined) console.log(`Stopped at: ${redStage}`)
  console.log(`${total('passed')} passed, ${failed} failed`)
  process.exitCode = isRed ? 1 : 0
}

const stages = process.argv[2] === 'check' ? check : [...check, ...release]
rmSync(reports, { recursive: true, force: true })
const times: string[] = []
let redStage: string | undefined
for (const { name, run } of stages) {
  console.log(`\n── ${name}`)
  const start = performance.now()
  const isGreen = typeof run === 'string' ? runs(run) : run()
  times.push(`${((performance.now() - start) / 1000).toFixed(1).padStart(7)} s  ${isGreen ? 'ok ' : 'RED'}  ${name}`)
  if (!isGreen) {
    redStage = name
    break
  }
}
console.log(`\n${times.join('\n')}\n`)
report(stages, redStage)
