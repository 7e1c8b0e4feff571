import { beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '../i18n/language.ts'
import { loadAllTexts } from '../i18n/load.ts'
import { speakerOf } from '../i18n/use-t.tsx'
import type { Catalogue } from '../model/speaker.ts'
import { network } from '../testing/network.ts'
import { settingName, settingPlace } from './names.ts'

const catalogues: Partial<Record<Language, Catalogue>> = {}
beforeAll(async () => {
  for (const language of ['de', 'en'] as const) catalogues[language] = await loadAllTexts(language)
})

const rules = [{}, { name: 'web' }]
const net = network()
  .add('firewall', 'wall', { config: { rules } })
  .add('load-balancer', 'balancer')
  .add('client', 'pc')
  .add('reverse-proxy', 'proxy')

function named(device: string, path: string, language: Language = 'de', name = settingName) {
  const catalogue = catalogues[language] ?? {}
  return name(net.device(device), path, catalogue, speakerOf(language, catalogue))
}

describe('what a setting is called', () => {
  it.each([
    ['wall', 'rules[0]', 'Regel 1', 'Rule 1'],
    ['wall', 'rules[1].ports', 'Regel 2 „web“ · Ports', 'Rule 2 “web” · Ports'],
    ['wall', 'policy', 'Standardregel', 'Default policy'],
    ['balancer', 'servers[2]', 'Backend-Server 3', 'Backend server 3'],
    ['proxy', 'locations[0]', 'Pfadregel 1', 'Path rule 1'],
    ['pc', 'hosts[0]', 'Eigener Name 1', 'Own name 1'],
    ['pc', 'routes[0]', 'Feste Routen Nr. 1', 'Static routes no. 1'],
  ])('%s %s', (device, path, german, english) => {
    expect(named(device, path)).toBe(german)
    expect(named(device, path, 'en')).toBe(english)
  })

  it('is a row without its name and column where there is little room', () => {
    expect(named('wall', 'rules[1].ports', 'de', settingPlace)).toBe('Regel 2')
  })

  it('is by the words of the packet filter where it is one of the host’s own', () => {
    const program = { id: 'nftables', profile: '1.0.6', configVersion: 0 }
    const host = { ...net.device('proxy'), filter: { program, config: { rules } } }
    const say = (name: typeof settingName, path: string) =>
      name(host, path, catalogues.de ?? {}, speakerOf('de', catalogues.de ?? {}))
    expect(say(settingName, 'filter.rules[1].ports')).toBe('Regel 2 „web“ · Ports')
    expect(say(settingPlace, 'filter.rules[1].ports')).toBe('Regel 2')
  })
})
