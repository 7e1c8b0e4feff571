import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../model/topology.ts'
import { findingCodes } from '../../testing/exercise.ts'
import { codesOn, reasonOf, site } from '../../testing/site.ts'

const withMysql = (config: JsonObject) => site({ data: { program: 'mysql', config } })
const ask = (config: JsonObject, method = 'GET') => {
  const built = withMysql(config)
  const trace = built.get('browser', 'https://www.example.com/', { method })
  return { built, trace, seen: trace.verdict.seen, reason: reasonOf(built, trace) }
}

/** Server Error Message Reference, MySQL 8.0: 1130, 1045, 1049, 1040, 1142, 1146. */
it.each([
  [{ login: 'host-not-allowed' }, 'host-not-allowed'],
  [{ login: 'unknown-user' }, 'unknown-user'],
  [{ acceptsPassword: false }, 'wrong-password'],
  [{ login: 'unknown-database' }, 'unknown-database'],
  [{ otherConnections: 151 }, 'too-many'],
  [{ mayUseTables: false }, 'no-permission'],
  [{ hasTables: false }, 'no-table'],
])('%j is a 500 for the person, because of %s', (config, code) => {
  const { seen, reason } = ask(config)
  expect(seen).toMatchObject({ type: 'answer', status: 500 })
  expect(reason).toEqual(['data', `mysql.${code}`])
})

it('takes as many connections as it is set to, not one fewer', () => {
  expect(ask({ otherConnections: 150 }).seen).toMatchObject({ status: 200 })
})

describe('locked rows', () => {
  it('keep who writes waiting, not who reads', () => {
    const reading = ask({ rowsLockedMs: 3000 })
    const writing = ask({ rowsLockedMs: 3000 }, 'POST')
    expect(reading.trace.durationMs).toBeLessThan(500)
    expect(writing.seen).toMatchObject({ status: 200 })
    expect(Math.round(writing.trace.durationMs / 1000)).toBe(3)
    expect(codesOn(writing.built, 'data', writing.trace)).toContain('mysql.rows-locked')
  })

  it('that are free just in time are worth the wait', () => {
    const built = withMysql({ rowsLockedMs: 6000, lockWaitMs: 5000 })
    const early = built.get('browser', 'https://www.example.com/', { method: 'POST' })
    expect(early.verdict.seen).toMatchObject({ status: 500 })
    expect(built.get('browser', 'https://www.example.com/', { method: 'POST' }).verdict.seen).toMatchObject({
      status: 200,
    })
  })

  it('are waited for so long and no longer', () => {
    const { seen, reason, trace } = ask({ rowsLockedMs: 60_000, lockWaitMs: 5000 }, 'POST')
    expect(seen).toMatchObject({ status: 500 })
    expect(reason).toEqual(['data', 'mysql.lock-wait-over'])
    expect(Math.round(trace.durationMs / 1000)).toBe(5)
  })
})

it('that listens on its own machine only is a finding where an app is elsewhere', () => {
  expect(findingCodes(withMysql({ listenAddress: 'localhost' }).topology)).toContain('mysql.finding.localhost')
  expect(findingCodes(withMysql({}).topology)).not.toContain('mysql.finding.localhost')
})
