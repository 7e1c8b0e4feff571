import { bench, describe } from 'vitest'
import { readPasted } from '../panels/config/reading.ts'
import { definitionOf } from '../programs/definitions.ts'
import { configText } from '../programs/nftables/config-text.ts'

const program = definitionOf('nftables')
if (!program) throw new Error('The firewall is the subject of these benchmarks')

const address = (index: number): string => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`
const addresses = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => address(index))

/** A set as `nft list ruleset` prints it, whatever of it there is room for. */
const withSet = (count: number): string => `table inet filter {
  set blocked {
    type ipv4_addr
    elements = { ${addresses(count).join(',\n      ')} }
  }
  chain input {
    type filter hook input priority 0; policy accept;
    ip saddr @blocked drop
  }
}`

const withRules = (count: number): string =>
  [
    'add table inet filter',
    'add chain inet filter input { type filter hook input priority 0; }',
    ...addresses(count).map((one) => `add rule inet filter input ip saddr ${one} drop`),
  ].join('\n')

const reading = (text: string) => () => void readPasted(text, program, configText, '1.0.6')

describe('a pasted ruleset with a large set', () => {
  bench('baseline: 2,500 elements', reading(withSet(2500)))
  bench('25,000 elements', reading(withSet(25_000)))
})

describe('a pasted ruleset of many commands', () => {
  bench('baseline: 800 rules', reading(withRules(800)))
  bench('8,000 rules', reading(withRules(8000)))
})
