import { expect, it } from 'vitest'
import { parseDocument } from './parse-document.ts'

const program = { id: 'nftables', profile: '1.0.6', configVersion: 0 }
const nginx = { id: 'nginx', profile: '1.22', configVersion: 0 }

const read = (filter: unknown) => {
  const device = {
    id: 'd1',
    kind: 'web-server',
    name: 'web',
    position: { x: 0, y: 0 },
    program: nginx,
    config: {},
    filter,
  }
  const parsed = parseDocument({ format: 'paketweg', version: 1, title: 't', devices: { d1: device } })
  if (!parsed.ok) throw new Error(parsed.error.code)
  return { filter: parsed.value.diagram.devices['d1']?.filter, repairs: parsed.value.repairs.map(({ code }) => code) }
}

it('a device keeps its own packet filter, with what its program can be set to', () => {
  expect(read({ program, config: { inputPolicy: 'drop', nonsense: 1 } })).toEqual({
    filter: { program, config: { inputPolicy: 'drop' } },
    repairs: [expect.stringContaining('setting-dropped')],
  })
})

it('a filter that this version does not know is kept word for word', () => {
  const filter = { program: { ...program, configVersion: 7 }, config: { later: true } }
  expect(read(filter).filter).toEqual(filter)
})
