import { expect } from 'vitest'
import { apache } from '../programs/apache/program.ts'
import { read } from '../programs/apache/read.ts'
import { answer, Served, type Behaviour } from './served.ts'

/** Apache with what a configuration says; 10.0.0.7, 10.0.0.8 and 10.0.0.9 lie behind it. */
export function apacheWith(text: string, behind: Readonly<Record<string, Behaviour>> = {}): Served {
  const { config, notRead } = read(text)
  expect(notRead).toEqual([])
  const all = { d7: answer(200), d8: answer(200), d9: answer(200), ...behind }
  return new Served(apache, { config, behind: all })
}
