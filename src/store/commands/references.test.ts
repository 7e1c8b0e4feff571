import { expect, it } from 'vitest'
import { deviceRef, line, list, table, target } from '../../protocols/fields/builders.ts'
import { renameReferences } from './references.ts'

const fields = {
  name: line(),
  database: deviceRef(),
  servers: list(deviceRef()),
  rules: table({ name: line(), to: target(), also: list(target()) }),
}
const config = {
  name: 'd1',
  database: 'd1',
  servers: ['d1', 'd2'],
  rules: [{ name: 'd1', to: 'd1', also: ['d1', '10.0.0.1'] }, { to: '10.0.0.1' }],
}

it('a device that is gone leaves settings, lists and columns, but no text that only looks like it', () => {
  expect(renameReferences(fields, config, (id) => (id === 'd1' ? undefined : id))).toEqual({
    name: 'd1',
    servers: ['d2'],
    rules: [{ name: 'd1', also: ['10.0.0.1'] }, { to: '10.0.0.1' }],
  })
})

it('a device with a new id is renamed everywhere', () => {
  expect(renameReferences(fields, config, (id) => (id === 'd1' ? 'd7' : id))).toEqual({
    name: 'd1',
    database: 'd7',
    servers: ['d7', 'd2'],
    rules: [{ name: 'd1', to: 'd7', also: ['d7', '10.0.0.1'] }, { to: '10.0.0.1' }],
  })
})

it('a config that names nobody concerned stays the same object', () => {
  expect(renameReferences(fields, config, (id) => id)).toBe(config)
})
