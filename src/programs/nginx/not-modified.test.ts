import { describe, expect, it } from 'vitest'
import type { Header } from '../../model/request.ts'
import { judgeCondition } from './not-modified.ts'

const monday = 'Mon, 01 Jan 2024 00:00:00 GMT'
const tuesday = 'Tue, 02 Jan 2024 00:00:00 GMT'
const tagged = (etag: string): Header[] => [['ETag', etag]]
const dated: Header[] = [['Last-Modified', monday]]

// Each was asked of nginx 1.22.1 against a kept answer.
describe('a condition against an answer that nginx holds', () => {
  it.each<[string, string, string]>([
    ['"a"', '"a"', 'not-modified'],
    ['W/"a"', '"a"', 'not-modified'],
    ['"a"', 'W/"a"', 'not-modified'],
    ['a', 'a', 'not-modified'],
    ['"a"', 'a', 'proceed'],
    ['a', '"a"', 'proceed'],
    ['"b", "a"', '"a"', 'not-modified'],
    ['"b","a" ', '"a"', 'not-modified'],
    ['"a" ,"c"', '"a"', 'not-modified'],
    ['"b" "a"', '"a"', 'proceed'],
    ['"a"x', '"a"', 'proceed'],
    ['"a,b"', '"a,b"', 'not-modified'],
    ['*', '"a"', 'not-modified'],
    ['"b"', '"a"', 'proceed'],
  ])('If-None-Match %s, ETag %s: %s', (asked, etag, verdict) => {
    expect(judgeCondition([['If-None-Match', asked]], tagged(etag))).toBe(verdict)
  })

  it.each<[string, Header[], Header[], string]>([
    ['the very date', [['If-Modified-Since', monday]], dated, 'not-modified'],
    [
      'the very date, spelled otherwise',
      [['If-Modified-Since', 'Monday, 01-Jan-24 00:00:00 GMT']],
      dated,
      'not-modified',
    ],
    ['a later date', [['If-Modified-Since', tuesday]], dated, 'proceed'],
    ['no date in the answer', [['If-Modified-Since', monday]], [], 'proceed'],
    [
      'a tag that fits and a date that does not',
      [
        ['If-None-Match', '"a"'],
        ['If-Modified-Since', tuesday],
      ],
      [...tagged('"a"'), ...dated],
      'proceed',
    ],
    ['a tag without one in the answer', [['If-None-Match', '"a"']], [], 'proceed'],
    ['any tag', [['If-None-Match', '*']], [], 'not-modified'],
    ['If-Match with the tag', [['If-Match', '"b", "a"']], tagged('"a"'), 'proceed'],
    ['If-Match with a weak tag', [['If-Match', '"a"']], tagged('W/"a"'), 'precondition-failed'],
    ['If-Match without one in the answer', [['If-Match', '"a"']], [], 'precondition-failed'],
    ['If-Unmodified-Since then', [['If-Unmodified-Since', monday]], dated, 'proceed'],
    ['If-Unmodified-Since later', [['If-Unmodified-Since', tuesday]], dated, 'proceed'],
    [
      'If-Unmodified-Since before',
      [['If-Unmodified-Since', monday]],
      [['Last-Modified', tuesday]],
      'precondition-failed',
    ],
    ['If-Unmodified-Since of an undated answer', [['If-Unmodified-Since', monday]], [], 'precondition-failed'],
    ['nothing', [], tagged('"a"'), 'proceed'],
  ])('%s', (_, request, answer, verdict) => {
    expect(judgeCondition(request, answer)).toBe(verdict)
  })
})
