import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { RecordingFile } from '../src/testing/conformance/adapter.ts'
import { renderAgreement } from '../src/testing/conformance/agreement.ts'
import { adapters } from '../src/testing/conformance/families.ts'
import { isAsExpected, judgeFamily, renderReports } from '../src/testing/conformance/runner.ts'

// npm run conformance [-- --cases DIR] [--family NAME] [--id ID] [--write]
const root = join(import.meta.dirname, '..')
const kept = join(root, 'src', 'testing', 'recordings')
const page = join(root, 'src', 'testing', 'conformance', 'agreement.md')
/** Third parties' families are not kept here: they are read where they lie, if they do. */
const besideTheProject = join(root, '..', 'shared', 'cases')
const thirdParties = ['cache_conformance', 'cors_wpt_chromium']

const { values } = parseArgs({
  options: {
    cases: { type: 'string' },
    family: { type: 'string' },
    id: { type: 'string' },
    write: { type: 'boolean' },
  },
})

const files =
  values.cases === undefined
    ? [...jsonIn(kept), ...thirdParties.map((family) => join(besideTheProject, `${family}.json`))]
    : jsonIn(values.cases)
const rows = files.flatMap(judged)
const reports = rows.map(({ report }) => report)

console.log(renderReports(reports))
if (!isAsExpected(reports)) process.exitCode = 1
const isWhole = values.cases === undefined && values.family === undefined && values.id === undefined
if (isWhole) keepPage()

function jsonIn(folder: string): readonly string[] {
  if (!existsSync(folder)) {
    console.log(`${folder} is not there: nothing to judge in it.`)
    return []
  }
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(folder, name))
}

function judged(path: string) {
  if (!existsSync(path)) {
    console.log(`${path} is not there: this family is not judged.`)
    return []
  }
  const file = JSON.parse(readFileSync(path, 'utf8')) as RecordingFile
  if (values.family !== undefined && file.family !== values.family) return []
  const adapter = adapters.find((one) => one.family === file.family)
  if (!adapter) {
    console.log(`${file.family}: no adapter, not judged.`)
    return []
  }
  return [{ file, report: judgeFamily(adapter, file, values.id) }]
}

/** The page shows all families; where one cannot be judged here, it is left as it is. */
function keepPage(): void {
  const isComplete = thirdParties.every((family) => reports.some((one) => one.family === family))
  if (values.write === true && isComplete) writeFileSync(page, renderAgreement(rows))
  if (!isComplete || readFileSync(page, 'utf8') === renderAgreement(rows)) return
  console.log('agreement.md no longer tells what was measured: run npm run conformance -- --write')
  process.exitCode = 1
}
