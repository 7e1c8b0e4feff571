import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Json } from '../model/topology.ts'
import { freshEpoch } from '../model/world.ts'
import { request, response } from '../protocols/http/messages.ts'
import { originOf, type Defined, type SeenByOrigin } from './conformance/families/cache-tests-origin.ts'
import { playTest, testId } from './conformance/families/cache-tests-play.ts'
import { StandardCache } from './standard-cache.ts'

const suite = join(import.meta.dirname, '..', '..', '..', 'shared', 'cases', 'cache_conformance.json')

interface Case {
  readonly input: {
    readonly test_id: string
    readonly kind: string
    readonly suite: string
    /** Asks of a private cache. */
    readonly browser_only: boolean
    readonly requests: Json
  }
}

function play({ input }: Case): string {
  const requests = structuredClone(input.requests) as unknown as readonly Defined[]
  const seen: SeenByOrigin[] = []
  let date = freshEpoch + 400
  const script = originOf(requests, testId, seen)
  const cache = new StandardCache((message, at) => {
    const decided = script({ message, date: at, at, before: seen.length, device: 'origin', port: 80, tls: false })
    if (typeof decided === 'string' || 'raw' in decided) return undefined
    const { status, reason, headers = [], body } = decided
    date += decided.delayMs ?? 0
    return response({
      status,
      reason,
      headers,
      ...(body === undefined ? {} : { body: { bytes: body.length, text: body } }),
    })
  })
  const client = {
    ask: ({
      path,
      ...rest
    }: {
      path: string
      method: string
      headers: readonly (readonly [string, string])[]
      body?: string
    }) =>
      cache.ask(
        request({
          target: path,
          method: rest.method,
          headers: rest.headers,
          ...(rest.body ? { body: { bytes: rest.body.length, text: rest.body } } : {}),
        }),
        date,
      ),
    wait: (ms: number) => {
      date += ms
    },
  }
  const failure = playTest(requests, client, seen)
  return failure?.outcome === 'Assertion' ? `${input.test_id}: ${failure.detail}` : 'pass'
}

/** The tests lie beside the project; a fork has none of them. */
function readSuite(): readonly Case[] {
  if (existsSync(suite)) return (JSON.parse(readFileSync(suite, 'utf8')) as { cases: readonly Case[] }).cases
  console.log(`${suite} is not there: the cache by the standard is not judged.`)
  return []
}

it('does what the cache tests require of every cache', () => {
  // CDN-Cache-Control is another standard (RFC 9213); a precondition that does not hold asks for what is optional.
  const required = readSuite().filter(
    ({ input }) => input.kind === 'required' && !input.browser_only && input.suite !== 'cdn-cache-control',
  )
  expect(required.map(play).filter((one) => one !== 'pass')).toEqual([])
})
