import { describe, expect, it } from 'vitest'
import { readRaw } from './raw-request.ts'

const host = 'Host: x\r\n'
const get = (head: string) => `GET /r HTTP/1.1\r\n${head}\r\n`
const post = (head: string, body = '') => `POST /r HTTP/1.1\r\n${host}${head}\r\n${body}`

/** What nginx 1.22.1 makes of bytes, asked on a loopback. */
function verdict(bytes: string): string {
  const read = readRaw(bytes)
  switch (read.read) {
    case 'refused':
      return `${read.status}${read.isSimple ? ' without a head' : ''}`
    case 'incomplete':
      return `${read.part} incomplete`
    case 'simple':
      return 'HTTP/0.9'
    case 'request':
      return `${read.message.method} ${read.message.body?.bytes ?? 0}${read.rest === '' ? '' : ' and more'}`
  }
}

describe('bytes', () => {
  it.each([
    [get(host), 'GET 0'],
    ['get /r HTTP/1.1\r\n', '400'],
    [`FOO /r HTTP/1.1\r\n${host}\r\n`, 'FOO 0'],
    ['GET /r\r\n', 'HTTP/0.9'],
    ['POST /r\r\n', '400 without a head'],
    [`GET /r HTTP/2.0\r\n${host}\r\n`, '505'],
    [`GET /r HTTP/1.2\r\n${host}\r\n`, 'GET 0'],
    [`GET /r HTTP/1\r\n${host}\r\n`, '400'],
    [`GET /a b HTTP/1.1\r\n${host}\r\n`, '400'],
    [`GET /r HTTP/1.1 x\r\n${host}\r\n`, '400'],
    [`GET\t/r HTTP/1.1\r\n${host}\r\n`, '400'],
    [get('Host : x\r\n'), '400'],
    [get(`${host}X: a\r\n b\r\n`), '400'],
    [get(`${host}Foo\r\n`), 'GET 0'],
    [get(`${host}: v\r\n`), '400'],
    [get(`${host}F(o: v\r\n`), 'GET 0'],
    [get(`${host}X: a\u0000b\r\n`), '400'],
    [post('Content-Length: 3\r\n', 'abc'), 'POST 3'],
    [post('Content-Length: 1\r\nContent-Length: 1\r\n', 'a'), '400'],
    [post('Content-Length: abc\r\n'), '400'],
    [post('Content-Length: -1\r\n'), '400'],
    [post('Content-Length: +1\r\n'), '400'],
    [post('Content-Length: 99999999999999999999\r\n'), '400'],
    [post('Content-Length: 1\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'), '400'],
    [post('Transfer-Encoding: gzip\r\n'), '501'],
    [post('Transfer-Encoding: chunked\r\n', '3\r\nabc\r\n0\r\n\r\n'), 'POST 3'],
    [post('Transfer-Encoding: chunked\r\n', '3\r\nab'), 'body incomplete'],
    [post('Transfer-Encoding: chunked\r\n', 'zz\r\n\r\n'), '400'],
    ['GET /r HTTP/1.1\nHost: x\n\n', 'GET 0'],
    [`\r\n${get(host)}`, 'GET 0'],
    [get(host) + get(host), 'GET 0 and more'],
    ['\u0016\u0003\u0001', '400'],
    ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '400'],
    ['GET /r HTTP/1.1\r\nHo', 'header incomplete'],
    [post('Content-Length: 10\r\n', 'abc'), 'body incomplete'],
    ['', 'header incomplete'],
  ])('%j are %s', (bytes, expected) => {
    expect(verdict(bytes)).toBe(expected)
  })
})
