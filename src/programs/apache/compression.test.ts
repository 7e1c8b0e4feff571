import { describe, expect, it } from 'vitest'
import type { HttpResponseMessage } from '../../model/packet.ts'
import type { Header } from '../../model/request.ts'
import type { JsonObject } from '../../model/topology.ts'
import { get } from '../../protocols/http/headers.ts'
import { answer, Served } from '../../testing/served.ts'
import { apache } from './program.ts'

const header = (message: HttpResponseMessage, name: string) => get(message.headers, name)

const compressedReply = (
  config: JsonObject,
  type: string,
  headers: readonly Header[] = [['Accept-Encoding', 'gzip']],
) => {
  const page: readonly Header[] = [
    ['Content-Type', type],
    ['ETag', '"e"'],
  ]
  const server = new Served(apache, { config, behind: { d7: answer(200, page, 1000) } })
  return server.get({ headers: [['Host', 'client.test'], ...headers] })
}

describe('compression', () => {
  it('is off by default, and then covers Debian’s types or those that are set', () => {
    expect(header(compressedReply({}, 'text/html'), 'Content-Encoding')).toBeUndefined()
    expect(header(compressedReply({ gzip: true }, 'text/html; charset=utf-8'), 'Content-Encoding')).toBe('gzip')
    expect(header(compressedReply({ gzip: true }, 'image/png'), 'Content-Encoding')).toBeUndefined()
    expect(header(compressedReply({ gzip: true, gzipTypes: ['image/png'] }, 'image/png'), 'Content-Encoding')).toBe(
      'gzip',
    )
  })

  it('says that the answer varies, also to callers that take no gzip', () => {
    const plain = compressedReply({ gzip: true }, 'text/html', [])
    expect(header(plain, 'Vary')).toBe('Accept-Encoding')
    expect(header(plain, 'Content-Encoding')).toBeUndefined()
    expect(header(compressedReply({ gzip: true }, 'text/html'), 'ETag')).toBe('"e-gzip"')
  })
})
