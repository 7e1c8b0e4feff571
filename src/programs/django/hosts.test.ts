import { expect, it } from 'vitest'
import { findingCodes } from '../../testing/exercise.ts'
import { site } from '../../testing/site.ts'
import { judgeHost } from './hosts.ts'

it('a pattern with a dot covers the domain and all below it, not its neighbour', () => {
  const judged = ['example.test', 'a.b.example.test', 'badexample.test'].map((host) =>
    judgeHost(host, ['.example.test']),
  )
  expect(judged).toEqual(['ok', 'ok', 'not-allowed'])
})

it('a star stands for every name only where it stands alone', () => {
  expect(judgeHost('www.example.test', ['*.example.test'])).toBe('not-allowed')
  expect(judgeHost('www.example.test', ['*'])).toBe('ok')
  expect(judgeHost('', ['*'])).toBe('malformed')
})

const codesWith = (host: string) => findingCodes(site({ app: { config: { allowedHosts: ['*', host] } } }).topology)

it('the check notices an entry of ALLOWED_HOSTS that fits nobody', () => {
  for (const host of ['*.test', 'https://shop.test', 'shop.test:8000']) {
    expect(codesWith(host)).toContain('django.finding.host-fits-nobody')
  }
  expect(codesWith('[::1]')).not.toContain('django.finding.host-fits-nobody')
})
