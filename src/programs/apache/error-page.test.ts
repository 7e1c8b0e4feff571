import { expect, it } from 'vitest'
import { errorPage } from './error-page.ts'

const place = { host: 'a.test', port: 80, location: 'http://a.test/x' }

// As observed with Apache 2.4.71: `Redirect 410 /x` and others
it.each([
  [302, 'Found', '<p>The document has moved <a href="http://a.test/x">here</a>.</p>'],
  [303, 'See Other', '<p>The answer to your request is located <a href="http://a.test/x">here</a>.</p>'],
  [308, 'Permanent Redirect', '<p>The document has moved <a href="http://a.test/x">here</a>.</p>'],
  [400, 'Bad Request', '<p>Your browser sent a request that this server could not understand.<br />\n</p>'],
  [
    410,
    'Gone',
    '<p>The requested resource is no longer available on this server and there is no forwarding address.\nPlease remove all references to this resource.</p>',
  ],
  [
    504,
    'Gateway Timeout',
    '<p>The gateway did not receive a timely response\nfrom the upstream server or application.</p>',
  ],
])('the page for %i says so in Apache’s words', (status, phrase, sentence) => {
  const page = errorPage(status, place)
  expect(page).toContain(`<h1>${phrase}</h1>\n${sentence}\n`)
})
