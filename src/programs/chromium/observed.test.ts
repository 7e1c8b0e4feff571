import { describe, expect, it } from 'vitest'
import type { Adapter, RecordingFile } from '../../testing/conformance/adapter.ts'
import { browser } from '../../testing/conformance/families/browser.ts'
import { corsChromium } from '../../testing/conformance/families/cors.ts'
import { httpCache } from '../../testing/conformance/families/http-cache.ts'
import { judgeFamily } from '../../testing/conformance/runner.ts'
import answers from './recorded/answers.json' with { type: 'json' }
import web from './recorded/browser.json' with { type: 'json' }
import fetched from './recorded/fetch.json' with { type: 'json' }
import flows from './recorded/flow.json' with { type: 'json' }
import cached from './recorded/http-cache.json' with { type: 'json' }

/** Beyond the shared recordings: what a real Chromium 156 did when it was asked for this project. */
const files: readonly (readonly [string, Adapter, unknown])[] = [
  ['fetch()', corsChromium, fetched],
  ['its own HTTP cache', httpCache, cached],
  ['requests after one another, with redirects', browser, flows],
  ['answers that are embedded, shown or saved', browser, answers],
  ['cookies, mixed content, HSTS and navigations', browser, web],
]

describe.each(files)('%s as Chromium was seen to', (_, adapter, file) => {
  it('goes', { timeout: 60_000 }, () => {
    const { judgements } = judgeFamily(adapter, file as RecordingFile)
    expect(judgements.length).toBeGreaterThan(150)
    expect(judgements.filter(({ result }) => result !== 'agreed')).toEqual([])
  })
})
