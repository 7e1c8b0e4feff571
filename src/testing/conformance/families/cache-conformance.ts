import type { Json, JsonObject } from '../../../model/topology.ts'
import { read } from '../../../programs/nginx/read.ts'
import { answered, notModelled, type Adapter, type Answer, type Recording } from '../adapter.ts'
import { lab } from '../lab.ts'
import type { Failure } from './cache-tests-checks.ts'
import { originOf, type Defined, type SeenByOrigin } from './cache-tests-origin.ts'
import { playTest, testId, type Cache } from './cache-tests-play.ts'
import { responseOf } from './seen.ts'

/** What the suite's nginx was told: a cache with revalidation before the test server. */
const configuration = `
  proxy_cache_path /var/cache/nginx levels=1:2 keys_zone=tests:8m max_size=1000m inactive=600m;
  server {
    listen 8002;
    location / {
      proxy_pass http://10.20.0.11:8000;
      proxy_cache tests;
      proxy_cache_revalidate on;
      proxy_http_version 1.1;
    }
  }`

const column = 'nginx 1.22.1'
/** Somewhere within a second, as the recording began: nobody starts at a whole one. */
const startMs = 400

/** http-tests/cache-tests: the suite's client asks nginx, and nginx the suite's test server. */
export const cacheConformance: Adapter = {
  family: 'cache_conformance',
  isCounted: ({ observed }) => ['pass', 'Assertion'].includes(outcomeOf(observed) ?? ''),
  answer,
  compare: (observed, got) => {
    const [expected, came] = [columnOf(observed), got].map(inWords)
    return expected === came ? undefined : `expected ${expected}, got ${came}`
  },
}

function columnOf(observed: Json): Json | undefined {
  return observed !== null && typeof observed === 'object' && !Array.isArray(observed)
    ? (observed as JsonObject)[column]
    : undefined
}

function outcomeOf(observed: Json): string | undefined {
  const one = columnOf(observed)
  if (typeof one === 'string') return one
  const outcome =
    one !== null && typeof one === 'object' && !Array.isArray(one) ? (one as JsonObject)['outcome'] : undefined
  return typeof outcome === 'string' ? outcome : undefined
}

/**
 * An outcome without what is different in every run: dates and the test's own number. What failed must be the same
 * question with the same values, not only some failure.
 */
function inWords(outcome: Json | undefined): string {
  return JSON.stringify(outcome)
    .replaceAll(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT|\w+day, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d GMT/g, 'DATE')
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'ID')
}

function answer({ input }: Recording): Answer {
  const requests = input['requests'] as unknown as readonly Defined[]
  try {
    const failure = play(requests)
    return answered(failure === undefined ? 'pass' : { ...failure })
  } catch (error) {
    if (error instanceof TypeError) return answered({ outcome: 'TypeError', detail: error.message })
    return notModelled(String(error))
  }
}

function play(requests: readonly Defined[]): Failure | undefined {
  const seen: SeenByOrigin[] = []
  const net = lab({
    kind: 'reverse-proxy',
    program: 'nginx',
    config: read(configuration).config,
    origins: { origin: '10.20.0.11' },
    ports: [8000],
    script: originOf(requests, testId, seen),
  })
  net.wait(startMs)
  const cache: Cache = {
    ask: ({ path, ...request }) =>
      responseOf(net.get('client', `http://10.20.0.16:8002${path}`, request), net.id('client')),
    wait: (ms) => net.wait(ms),
  }
  return playTest(requests, cache, seen)
}
