import type { Translation } from '../../model/speaker.ts'
import dns from '../common/dns-texts.de.ts'
import type en from './texts.en.ts'

const de: Translation<typeof en> = {
  ...dns,

  'section.own': 'Eigene Antworten',
  'field.forwardTo': 'Reicht Fragen weiter an',
  'field.forwardTo.help': 'DNS-Server, die statt der Wurzel gefragt werden. Leer: die, zu denen Leitungen führen.',
  'field.rootServers': 'Rootserver',
  'field.rootServers.help':
    'Mit ihnen schlägt er jeden Namen selbst nach: von der Wurzel abwärts, ein Verweis nach dem anderen.',
  'field.localData': 'Eigene Namen',
  'field.localData.help': 'Diese beantwortet er selbst und fragt niemanden.',
  'field.localData.name': 'Name',
  'field.localData.address': 'Führt zu',
  'field.roundRobin': 'Adressen reihum',
  'field.roundRobin.help': 'Hat ein Name mehrere Adressen, steht jedes Mal eine andere vorn.',

  'state.silent': 'Schweigende Server',
  'state.silent.server': 'Server',
  'state.silent.left': 'Wird nicht gefragt für',
}

export default de
