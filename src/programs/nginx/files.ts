/** One of the files that were pasted together. */
export interface PastedFile {
  /** Its path, where the text names it. */
  readonly path: string | undefined
  readonly text: string
  /** Of its first line within everything that was pasted, from 1. */
  readonly firstLine: number
}

const heading = /^# configuration file (\S+):\s*$/

/** What `nginx -T` prints is one file after the other, each under its name; anything else is one file. */
export function splitFiles(text: string): readonly PastedFile[] {
  const lines = text.split('\n')
  const starts = lines.flatMap((line, index) => {
    const path = heading.exec(line)?.[1]
    return path === undefined ? [] : [{ path, index: index + 1 }]
  })
  const [first] = starts
  if (!first) return [{ path: undefined, text, firstLine: 1 }]
  return starts.map(({ path, index }, number) => {
    const end = (starts[number + 1]?.index ?? lines.length + 1) - 1
    return { path, text: lines.slice(index, end).join('\n'), firstLine: index + 1 }
  })
}

/** The files that an `include` names: a path, or one with `*`, from nginx's own folder; sorted, as glob(3) does. */
export function includedBy(
  files: readonly PastedFile[],
  name: string,
  main: string | undefined,
): readonly PastedFile[] {
  const folder = (main ?? '/etc/nginx/nginx.conf').replace(/[^/]*$/, '')
  const wanted = name.startsWith('/') ? name : folder + name
  const expression = new RegExp(
    `^${wanted
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replace(/\*/g, '[^/]*')
      .replace(/\?/g, '[^/]')}$`,
  )
  return files
    .filter(({ path }) => path !== undefined && expression.test(path))
    .toSorted((a, b) => ((a.path ?? '') < (b.path ?? '') ? -1 : 1))
}
