import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { layers } from './layers.ts'

interface Import {
  target: string
  isType: boolean
}

const maxLines = 400
const core = new Set(['lib', 'model', 'protocols', 'programs', 'kinds', 'engine', 'simulation'])
const isTest = (path: string) => /\.(?:test|bench)\.tsx?$/.test(path)
const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '.')

type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const nodesIn = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : [])

function nodesOf(path: string, source: string): Node[] {
  const found: Node[] = []
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    if (isNode(value)) found.push(value)
    for (const part of Object.values(value)) visit(part)
  }
  visit(parseSync(path, source).program)
  return found
}

const isTypeOnly = (node: Node) =>
  node['type'] === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type'

/** What a node brings in: an import, also lazy, a re-export, a type (`import('./x.ts').X`), a worker (`new URL('./x.ts', …)`). */
function broughtIn(path: string, node: Node): Import | undefined {
  const source = node['type'] === 'NewExpression' ? nodesIn(node['arguments'])[0] : node['source']
  const target = isNode(source) ? source['value'] : undefined
  if (typeof target !== 'string' || !target.startsWith('.')) return undefined
  const parts = nodesIn(node['specifiers'])
  return {
    target: posix.join(posix.dirname(path), target.replace(/\?.*$/, '')),
    isType: isTypeOnly(node) || (parts.length > 0 && parts.every(isTypeOnly)),
  }
}

/** `new Date()` and `Date()` read the clock of the machine; the linter sees only `Date.now`. */
function readsClock(node: Node): boolean {
  const callee = node['callee']
  if (!isNode(callee) || callee['name'] !== 'Date') return false
  return node['type'] === 'CallExpression' || nodesIn(node['arguments']).length === 0
}

function mayImport(from: string, to: string): boolean {
  const [own, other] = [folderOf(from), folderOf(to)]
  const allowed = layers[own] ?? []
  if (own === other || allowed.includes(other)) return true
  // Templates are scenarios for tests, wherever these stand.
  if (other === 'testing' || (other === 'examples' && isTest(from))) return isTest(from)
  return allowed.includes('*') && other !== 'bench'
}

/** The first circle found, as a path of files. */
function findCircle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>()
  const visit = (path: string, trail: string[]): string[] | undefined => {
    const start = trail.indexOf(path)
    if (start >= 0) return [...trail.slice(start), path]
    if (done.has(path)) return undefined
    for (const target of graph.get(path) ?? []) {
      const circle = visit(target, [...trail, path])
      if (circle) return circle
    }
    done.add(path)
    return undefined
  }
  for (const path of graph.keys()) {
    const circle = visit(path, [])
    if (circle) return circle
  }
  return undefined
}

/** What is wrong with a house, one line for each fault. `sources` has every file's text by its path under src. */
function faults(sources: ReadonlyMap<string, string>): string[] {
  const found: string[] = []
  const graph = new Map<string, string[]>()
  for (const [path, source] of sources) {
    if (!layers[folderOf(path)]) found.push(`${path}: the folder is not in src/layers.ts`)
    if (!/\.(?:tsx?|css)$/.test(path)) continue
    const lines = source.split('\n').length - 1
    if (lines > maxLines) found.push(`${path}: ${lines} lines, more than ${maxLines}`)
    if (path.endsWith('.css')) continue
    const nodes = nodesOf(path, source)
    if (core.has(folderOf(path)) && !isTest(path) && nodes.some(readsClock)) found.push(`${path}: reads the clock`)
    const imports = nodes.flatMap((node) => broughtIn(path, node) ?? [])
    for (const { target } of imports) {
      if (!sources.has(target)) found.push(`${path} imports ${target}: no such file (an import carries its extension)`)
      else if (!mayImport(path, target)) found.push(`${path} imports ${target}: not allowed by src/layers.ts`)
    }
    const ties = imports.filter(({ target, isType }) => !isType || folderOf(target) !== folderOf(path))
    graph.set(
      path,
      ties.map(({ target }) => target),
    )
  }
  const circle = findCircle(graph)
  if (circle) found.push(`circle: ${circle.join(' → ')}`)
  return found
}

const house = (files: Record<string, string>) => faults(new Map(Object.entries(files)))

describe('the layers', () => {
  it('hold in every file of src', () => {
    const root = import.meta.dirname
    const paths = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/^tsconfig|^\./.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((path) => path !== 'README.md')
    expect(paths.length).toBeGreaterThan(3)
    const sources = new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
    expect(faults(sources)).toEqual([])
  })

  it('let a folder import the ones above it, and tests the testing folder', () => {
    const files = { 'model/a.ts': "import '../lib/b.ts'", 'lib/b.ts': '', 'lib/b.test.ts': "import '../testing/c.ts'" }
    expect(house({ ...files, 'testing/c.ts': "import '../model/a.ts'" })).toEqual([])
  })

  it.each([
    ['a plain one', "import { b } from '../engine/b.ts'"],
    ['a type', "import type { B } from '../engine/b.ts'"],
    ['an inline type', "type B = import('../engine/b.ts').B"],
    ['a re-export', "export * from '../engine/b.ts'"],
    ['a lazy one', "const b = () => import('../engine/b.ts')"],
    ['a worker', "const b = new Worker(new URL('../engine/b.ts', import.meta.url))"],
  ])('refuse an import from below: %s', (_, source) => {
    expect(house({ 'model/a.ts': source, 'engine/b.ts': '' })).toEqual([
      'model/a.ts imports engine/b.ts: not allowed by src/layers.ts',
    ])
  })

  it('refuse testing in what ships, canvas and panels in each other, unknown folders and missing extensions', () => {
    expect(house({ 'app/a.ts': "import '../testing/b.ts'", 'testing/b.ts': '' })).toHaveLength(1)
    expect(house({ 'canvas/a.ts': "import '../panels/b.ts'", 'panels/b.ts': '' })).toHaveLength(1)
    expect(house({ 'shed/a.ts': '' })).toHaveLength(1)
    expect(house({ 'lib/a.ts': "import './b'", 'lib/b.ts': '' })).toHaveLength(1)
  })

  it('refuse a circle, but not one of types within a folder', () => {
    expect(house({ 'lib/a.ts': "import './b.ts'", 'lib/b.ts': "import './a.ts'" })).toEqual([
      'circle: lib/a.ts → lib/b.ts → lib/a.ts',
    ])
    expect(house({ 'lib/a.ts': "import './b.ts'", 'lib/b.ts': "import type { A } from './a.ts'" })).toEqual([])
  })

  it('refuse a clock in the core', () => {
    expect(house({ 'engine/a.ts': 'export const now = new Date()' })).toEqual(['engine/a.ts: reads the clock'])
    expect(house({ 'engine/a.ts': 'export const then = new Date(0)', 'app/a.ts': 'new Date()' })).toEqual([])
  })

  it('refuse a long file, also of tests, words and styles', () => {
    const long = '\n'.repeat(maxLines + 1)
    expect(house({ 'lib/a.test.ts': long, 'ui/a.css': long, 'lib/b.ts': '\n'.repeat(maxLines) })).toEqual([
      'lib/a.test.ts: 401 lines, more than 400',
      'ui/a.css: 401 lines, more than 400',
    ])
  })
})
