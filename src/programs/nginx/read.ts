import type { Reading } from '../contract/config-text.ts'
import { readGroup, readServer } from './read-blocks.ts'
import { listed, Reader } from './reader.ts'
import type { Parsed } from './syntax.ts'

/** nginx wants the block even if it says nothing. */
const isEmptyEvents = ({ name, block }: Parsed): boolean => name === 'events' && block?.length === 0

const blockContexts = new Set(['events', 'http', 'stream', 'mail'])

/** Reads `nginx.conf`, or the part of it that stands inside `http`. `nginx -T` with all its files is read as well. */
export function read(text: string): Reading {
  const reader = new Reader(text)
  const all = reader.main()
  const isWhole = all.some((one) => blockContexts.has(one.name) && one.block !== undefined)
  const http = isWhole
    ? all.filter((one) => one.name === 'http').flatMap((one) => one.block ?? [])
    : [...fragmentHead, ...all]
  const main = isWhole
    ? reader.understood(
        all.filter((one) => one.name !== 'http' && !isEmptyEvents(one)),
        'm',
      )
    : []
  const known = reader.understood(http, 'h')
  const rest = known.filter(({ name }) => name !== 'server' && name !== 'upstream')
  const named = (name: string) => known.filter((one) => one.name === name)
  return {
    config: {
      configuration: 'full',
      ...listed('mainDirectives', reader.toLines(main)),
      ...listed('httpDirectives', reader.toLines(rest)),
      ...listed(
        'upstreamGroups',
        named('upstream').map((one) => readGroup(reader, one)),
      ),
      ...listed(
        'servers',
        named('server').map((one) => readServer(reader, one)),
      ),
    },
    notRead: reader.notRead.toSorted((a, b) => a.line - b.line),
  }
}

/** What the `http` block around a pasted part says in every distribution: both change which type a file has. */
const fragmentHead: readonly Parsed[] = [
  { name: 'include', args: ['mime.types'], line: 0 },
  { name: 'default_type', args: ['application/octet-stream'], line: 0 },
]
