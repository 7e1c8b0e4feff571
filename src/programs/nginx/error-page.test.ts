import { describe, expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import { Served } from '../../testing/served.ts'
import { nginx } from './program.ts'

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

const sizeFor = (agent: string | undefined) => {
  const headers: Header[] = [['Host', 'www.test'], ...(agent === undefined ? [] : [['User-Agent', agent] as const])]
  return new Served(nginx, { kind: 'web-server', config: { files: [] } }).get({ target: '/nowhere', headers }).body
    ?.bytes
}

describe('the page for a path that is not there', () => {
  // Sizes that nginx 1.22.1 sent.
  it.each([
    ['curl/7.88.1', 153],
    [undefined, 153],
    [firefox, 153],
    [chrome, 555],
    ['Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)', 555],
    ['Opera/9.80 Chrome/30.0', 153],
  ])('is as long for %s as the real one: %i bytes', (agent, size) => {
    expect(sizeFor(agent)).toBe(size)
  })
})
