import { byteLength } from '../../lib/utf8.ts'
import type { FileRow } from '../common/static-files.ts'
import type { NginxSettings } from './fields.ts'
import { simpleRoot } from './tree-simple.ts'

type DiskRow = FileRow & { readonly unreadable?: boolean }

/** What a path leads to; `setting` names the row, where there is one. */
export type OnDisk =
  | { readonly is: 'file'; readonly file: DiskRow; readonly setting: string | undefined }
  | { readonly is: 'directory' }
  | { readonly is: 'nothing' }

export interface Disk {
  look(path: string): OnDisk
  /** Names in a directory, those of directories with a slash, sorted. */
  list(directory: string): readonly { readonly name: string; readonly bytes: number | undefined }[]
}

const page = (path: string, text: string, bytes: number): DiskRow => ({
  path,
  bytes,
  type: undefined,
  cacheControl: undefined,
  text,
})

const welcome = 'Welcome to nginx! If you see this page, the nginx web server is successfully installed and working.'

/** What comes with nginx, and with Debian's package of it. */
const packaged: readonly DiskRow[] = [
  page(`${simpleRoot}/index.html`, welcome, 615),
  page('/var/www/html/index.nginx-debian.html', welcome, 612),
]

const known = new WeakMap<NginxSettings, Disk>()

/** The files that nginx can reach; in the simple form they lie under the document root. */
export function diskOf(settings: NginxSettings): Disk {
  const made = known.get(settings) ?? diskWith(rowsOf(settings))
  known.set(settings, made)
  return made
}

interface Entry {
  readonly file: DiskRow
  readonly setting: string | undefined
}

function rowsOf({ configuration, files, upstreams }: NginxSettings): readonly Entry[] {
  const isFull = configuration === 'full'
  const rows = (files ?? []).map((file, index) => ({
    file: isFull ? file : { ...file, path: simpleRoot + file.path },
    setting: `files[${index}]`,
  }))
  // Whoever lists files, or has servers behind, means no others; in the full form, no others in that directory.
  const isFresh = files === undefined && (upstreams ?? []).length === 0
  const isListed = ({ path }: DiskRow) => rows.some(({ file }) => file.path.startsWith(directoryOf(path)))
  const others = isFull ? packaged.filter((file) => !isListed(file)) : isFresh ? packaged : []
  return [...rows, ...others.map((file) => ({ file, setting: undefined }))]
}

const directoryOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

/** Directories come first. */
const rank = (name: string): number => (name.endsWith('/') ? 0 : 1)

const clean = (path: string): string => path.replace(/\/+/g, '/')

function diskWith(entries: readonly Entry[]): Disk {
  const files = new Map<string, Entry>()
  const directories = new Map<string, Set<string>>([[simpleRoot, new Set()]])
  for (const entry of entries) {
    const path = clean(entry.file.path)
    if (!files.has(path)) files.set(path, entry)
    let child = path.slice(path.lastIndexOf('/') + 1)
    for (let at = path.lastIndexOf('/'); at >= 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at)
      const names = directories.get(folder) ?? new Set()
      directories.set(folder, names.add(child))
      child = `${folder.slice(folder.lastIndexOf('/') + 1)}/`
      if (at === 0) break
    }
  }
  const look = (asked: string): OnDisk => {
    const path = clean(asked)
    const entry = files.get(path)
    if (entry) return { is: 'file', ...entry }
    return directories.has(path.replace(/\/$/, '')) ? { is: 'directory' } : { is: 'nothing' }
  }
  const list = (directory: string) => {
    const folder = clean(directory).replace(/\/$/, '')
    const names = [...(directories.get(folder) ?? [])].filter((name) => !name.startsWith('.'))
    return names
      .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
      .map((name) => {
        const file = files.get(`${folder}/${name}`)?.file
        return { name, bytes: file && (file.bytes ?? (file.text === undefined ? 1024 : byteLength(file.text))) }
      })
  }
  return { look, list }
}
