import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { RecordingFile } from '../src/testing/conformance/adapter.ts'
import { adapters } from '../src/testing/conformance/families.ts'
import { isAsExpected, judgeFamily, renderReports, type FamilyReport } from '../src/testing/conformance/runner.ts'

// npm run conformance [-- --cases DIR] [--family NAME] [--id ID]
const root = join(import.meta.dirname, '..')
const kept = join(root, 'src', 'testing', 'recordings')
/** Third parties' families are not kept here: they are read where they lie, if they do. */
const besideTheProject = join(root, '..', 'shared', 'cases')
const thirdParties = ['cache_conformance', 'cors_wpt_chromium']

const { values } = parseArgs({
  options: { cases: { type: 'string' }, family: { type: 'string' }, id: { type: 'string' } },
})

const files =
  values.cases === undefined
    ? [...jsonIn(kept), ...thirdParties.map((family) => join(besideTheProject, `${family}.json`))]
    : jsonIn(values.cases)
const reports = files
  .toSorted()
  .map(report)
  .filter((one) => one !== undefined)

console.log(renderReports(reports))
if (!isAsExpected(reports)) process.exitCode = 1

function jsonIn(folder: string): readonly string[] {
  if (!existsSync(folder)) {
    console.log(`${folder} is not there: nothing to judge in it.`)
    return []
  }
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name))
}

function report(path: string): FamilyReport | undefined {
  if (!existsSync(path)) {
    console.log(`${path} is not there: this family is not judged.`)
    return undefined
  }
  const file = JSON.parse(readFileSync(path, 'utf8')) as RecordingFile
  if (values.family !== undefined && file.family !== values.family) return undefined
  const adapter = adapters.find((one) => one.family === file.family)
  if (!adapter) {
    console.log(`${file.family}: no adapter, not judged.`)
    return undefined
  }
  return judgeFamily(adapter, file, values.id)
}
