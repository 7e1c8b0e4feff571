import { expect, it } from 'vitest'
import { codesOn, site } from '../../testing/site.ts'

const own = 'chromium.own-connection'
const url = 'https://www.example.com/'

it('says on a second request that a browser would use the connection of the first again', () => {
  const built = site()
  expect(codesOn(built, 'browser', built.get('browser', url))).not.toContain(own)
  const again = codesOn(built, 'browser', built.get('browser', url))
  expect(again.filter((code) => code === own)).toHaveLength(1)
})

it('does not say so for another server, nor once Chromium would have closed it', () => {
  const built = site()
  built.get('browser', url)
  expect(codesOn(built, 'browser', built.get('browser', 'http://www.example.com/'))).not.toContain(own)
  built.wait(301_000)
  expect(codesOn(built, 'browser', built.get('browser', url))).not.toContain(own)
})
