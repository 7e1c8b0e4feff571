import { produce } from 'immer'
import { expect, it } from 'vitest'
import { addDevice } from '../store/commands/devices.ts'
import { replaceConfig } from '../store/commands/paste-config.ts'
import { emptyDiagram } from '../store/empty-diagram.ts'
import { limits } from './limits.ts'
import { parseDocument } from './parse-document.ts'

const position = { x: 0, y: 0 }
const many = Array.from({ length: limits.unreadLines + 200 }, (_, index) => ({
  line: index + 1,
  text: 'x'.repeat(limits.unreadText + 200),
}))

it('opens again after a configuration was pasted of which too much is not understood', () => {
  const diagram = produce(emptyDiagram(), (draft) => {
    const id = addDevice(draft, { kind: 'web-server', name: 'web', position }) ?? ''
    replaceConfig(draft, id, {}, many)
  })
  const reopened = parseDocument(diagram)
  expect(reopened).toMatchObject({ ok: true, value: { repairs: [] } })
  expect(diagram.devices['d1']?.notRead).toHaveLength(limits.unreadLines)
})

it('shortens the unread lines of a file written elsewhere, and says so', () => {
  const device = {
    kind: 'web-server',
    name: 'web',
    position,
    program: { id: 'nginx', profile: '1.22', configVersion: 0 },
    config: {},
    notRead: many,
  }
  const opened = parseDocument({ format: 'paketweg', version: 1, devices: { d1: device } })
  if (!opened.ok) throw new Error(opened.error.code)
  const { diagram, repairs } = opened.value
  expect(diagram.devices['d1']?.notRead).toHaveLength(limits.unreadLines)
  expect(diagram.devices['d1']?.notRead?.[0]?.text).toHaveLength(limits.unreadText)
  expect(repairs.map(({ code }) => code)).toEqual(['repair.text-cut'])
})
