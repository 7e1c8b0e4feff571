import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codesNamedIn, spelled } from '../testing/catalogue.ts'
import findingsDe from './findings/texts.de.ts'
import findingsEn from './findings/texts.en.ts'
import de from './messages.de.ts'
import en from './messages.en.ts'

describe.each([
  ['a step', en, de],
  ['a finding', findingsEn, findingsDe],
])('what the network says of %s', (_what, english, german) => {
  it('has the same codes and placeholders in both languages', () => {
    expect(spelled(german)).toEqual(spelled(english))
  })

  it('is said somewhere', () => {
    const isNamed = codesNamedIn([join(import.meta.dirname)])
    expect(Object.keys(english).filter((code) => !isNamed(code))).toEqual([])
  })
})
