import { number, text, type Message } from '../model/message.ts'

const label = (code: string, data: Message['data'] = {}): Message => ({ code: `command.${code}`, data })

/** What undo and redo call a change; the words are in the app's catalogue under `command.*`. */
export const labels = {
  addDevice: (name: string) => label('add-device', { name: text(name) }),
  addLink: () => label('add-link'),
  addZone: (name: string) => label('add-zone', { name: text(name) }),
  addNote: () => label('add-note'),
  move: (count: number) => label('move', { count: number(count) }),
  resize: () => label('resize'),
  remove: (count: number) => label('remove', { count: number(count) }),
  rename: (name: string) => label('rename', { name: text(name) }),
  configure: (name: string) => label('configure', { name: text(name) }),
  pasteConfig: (file: string) => label('paste-config', { file: text(file) }),
  power: (name: string) => label('power', { name: text(name) }),
  service: (name: string) => label('service', { name: text(name) }),
  fault: (name: string) => label('fault', { name: text(name) }),
  program: (name: string) => label('program', { name: text(name) }),
  cable: () => label('cable'),
  zone: (name: string) => label('zone', { name: text(name) }),
  note: () => label('note'),
  describe: () => label('describe'),
}
