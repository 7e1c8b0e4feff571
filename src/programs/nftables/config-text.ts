import { settingsIn, type ConfigText } from '../contract/config-text.ts'
import { print } from './print.ts'
import { read } from './read.ts'
import { selectors } from './selectors.ts'

const statements = [
  'accept',
  'add @set',
  'chain',
  'comment',
  'continue',
  'counter',
  'ct mark set',
  'define',
  'delete @set',
  'dnat',
  'drop',
  'flush ruleset',
  'goto',
  'jump',
  'limit rate',
  'log',
  'map',
  'masquerade',
  'meta mark set',
  'meta nftrace set',
  'notrack',
  'numgen inc',
  'policy',
  'queue',
  'redirect',
  'reject',
  'return',
  'set',
  'snat',
  'table',
  'tcp option maxseg size set',
  'type',
  'update @set',
  'vmap',
]

/** nft's language, as `nft list ruleset` prints it and `nft -f` loads it. */
export const configText: ConfigText = {
  fileName: 'nftables.conf',
  directives: [...statements, ...Object.keys(selectors)].toSorted(),
  read: (text) => read(text),
  print,
  beside: (config) => settingsIn(config, ['forwarding']),
}
