import { describe, expect, it } from 'vitest'
import { globalWords, readTls } from './tls-words.ts'

const versions = (line: string, side: 'bind' | 'server' = 'bind') => readTls(line.split(' '), side).versions.map(Number)

/** As recorded of HAProxy 2.6 (recordings/tls_asked.json). */
describe('the versions of TLS', () => {
  it.each([
    ['ssl', [1.2, 1.3]],
    ['ssl ssl-min-ver TLSv1.3', [1.3]],
    ['ssl ssl-max-ver TLSv1.1', [1, 1.1]],
    ['ssl no-tlsv12', [1.3]],
    ['ssl no-tlsv12 no-tlsv13', []],
    ['ssl force-tlsv12', [1.2]],
    ['ssl ssl-min-ver TLSv1.3 ssl-min-ver TLSv1.2', [1.2, 1.3]],
    ['ssl ssl-min-ver TLSv1.3 ssl-max-ver TLSv1.2', []],
  ])('of a bind line %j are %j', (line, expected) => {
    expect(versions(line)).toEqual(expected)
  })

  it('that a server line switches off between others are spoken all the same', () => {
    expect(versions('ssl no-tlsv12', 'server')).toEqual([1, 1.1, 1.2, 1.3])
    expect(versions('ssl no-tlsv12 no-tlsv13', 'server')).toEqual([1, 1.1])
  })
})

it('finds the word that HAProxy does not start with', () => {
  expect(readTls(['ssl', 'ciphers', 'NONSENSE'], 'bind').wrong).toEqual({ word: 'ciphers', value: 'NONSENSE' })
  expect(readTls(['ssl', 'ssl-min-ver', 'TLSv9'], 'bind').wrong).toEqual({ word: 'ssl-min-ver', value: 'TLSv9' })
  expect(readTls(['ssl', 'verify', 'required', 'ca-file', '/a'], 'bind').wrong).toBeUndefined()
})

it('puts what global says before the words of each line', () => {
  const { bind, server } = globalWords([
    ['ssl-default-bind-options', 'ssl-min-ver', 'TLSv1.3'],
    ['ssl-default-bind-ciphers', 'AES128-SHA'],
    ['ssl-server-verify', 'none'],
  ])
  expect(bind).toEqual(['ssl-min-ver', 'TLSv1.3', 'ciphers', 'AES128-SHA'])
  expect(readTls([...server, 'ssl'], 'server').verify).toBe('none')
})
