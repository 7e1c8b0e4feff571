import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import apiService from '../src/examples/api-service.ts'
import { localise } from '../src/examples/localised.ts'
import type { Diagram } from '../src/model/diagram.ts'

/**
 * KB, gzipped. The aim is lower and not reached: 260 KB for drawing and following together, 450 KB in total. `following`
 * and `total` hold what complete models of eleven programs and the readers and printers of their configuration languages
 * weigh, each loaded when a diagram or a person uses it. Lower the two with every saving; whoever raises one says for
 * which model.
 */
const limits = { firstScript: 260, firstStyle: 20, following: 180, total: 657 }

/**
 * What is loaded lazily but needed to draw counts as first load too. Matched against a chunk's source path (`src/…`) and
 * a file's name. Of the languages the longer one counts, of the templates the first: it is what a first visit draws,
 * without the database. What only comes after the first paint does not count: the engine, the database and the door for
 * documents, what an edit needs, menus, keys, toolbars, inspector (with what devices remember), check and their words.
 */
const neededToDraw = [/^src\/kinds\//, /^src\/examples\/api-service/, /^messages-de-/]
const notNeeded = [/\.en\.ts$/, /\/texts\.de\.ts$/]
/** What Send waits for on the first template: the engine, what its programs do, and the steps in the longer language. */
const neededToFollow = ['engine', 'steps-de', ...programsOf(localise<Diagram>(apiService, 'de'))]
const layoutEngine = /^elk/

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
  dynamicImports?: string[]
  css?: string[]
}

const dist = join(import.meta.dirname, '..', 'dist')
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(?:js|css)$/.test(file))
  .map((file) => file.replaceAll('\\', '/'))
const kilobytes = (file: string) => gzipSync(readFileSync(join(dist, file))).length / 1000
const sum = (list: Iterable<string>) => [...list].reduce((total, file) => total + kilobytes(file), 0)

const isNeeded = (name: string) =>
  neededToDraw.some((pattern) => pattern.test(name)) && !notNeeded.some((pattern) => pattern.test(name))

function firstLoad(): Set<string> {
  const first = new Set(files.filter((file) => file === 'theme.js' || isNeeded(basename(file))))
  const seen = new Set<string>()
  const add = (key: string) => {
    const chunk = manifest[key]
    if (!chunk || seen.has(key)) return
    seen.add(key)
    for (const file of [chunk.file, ...(chunk.css ?? [])]) first.add(file)
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? []).filter(isNeeded)]) add(next)
  }
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) add(key)
  return first
}

function programsOf({ devices }: Diagram): readonly string[] {
  return [...new Set(Object.values(devices).map(({ program }) => program.id))]
}

/** The download of that name; each has a hash behind it. */
function chunkNamed(name: string): string {
  const found = files.find((file) => new RegExp(`^${name}-[\\w-]{8}\\.js$`).test(basename(file)))
  if (found === undefined) throw new Error(`There is no chunk ${name}`)
  return found
}

const first = firstLoad()
const following = neededToFollow.map(chunkNamed).filter((file) => !first.has(file))
const ofFirst = (ending: string) => [...first].filter((file) => file.endsWith(ending))
const rows = [
  { what: 'first load, JavaScript', size: sum(ofFirst('.js')), limit: limits.firstScript },
  { what: 'first load, CSS', size: sum(ofFirst('.css')), limit: limits.firstStyle },
  { what: 'then, to follow the first request', size: sum(following), limit: limits.following },
  {
    what: 'everything but the layout engine',
    size: sum(files.filter((file) => !layoutEngine.test(basename(file)))),
    limit: limits.total,
  },
]

for (const file of files.toSorted((a, b) => kilobytes(b) - kilobytes(a))) {
  console.log(
    `${kilobytes(file).toFixed(1).padStart(8)} KB  ${first.has(file) ? 'first' : following.includes(file) ? 'then ' : 'later'}  ${file}`,
  )
}
for (const { what, size, limit } of rows) {
  const verdict = size <= limit ? 'ok' : 'TOO LARGE'
  console.log(`${size.toFixed(1).padStart(8)} KB  of ${limit} KB gzipped: ${what}: ${verdict}`)
}
if (rows.some(({ size, limit }) => size > limit)) process.exitCode = 1
