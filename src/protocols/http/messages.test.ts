import { describe, expect, it } from 'vitest'
import { request, response } from './messages.ts'

describe('a message', () => {
  it('is HTTP/1.1 with the phrase of its status, unless told', () => {
    expect(response({ status: 404, headers: [] })).toMatchObject({ version: '1.1', reason: 'Not Found' })
    expect(response({ status: 302, reason: 'Moved Temporarily', version: '1.0', headers: [] })).toMatchObject({
      version: '1.0',
      reason: 'Moved Temporarily',
    })
    expect(response({ status: 599, headers: [] }).reason).toBe('')
  })

  it('has a body only if it is given one', () => {
    expect(request({ method: 'GET', target: '/', headers: [] })).not.toHaveProperty('body')
    expect(request({ method: 'POST', target: '/', headers: [], body: { bytes: 3 } }).body).toEqual({ bytes: 3 })
  })
})
