import { apache } from './apache/program.ts'
import { bind } from './bind/program.ts'
import { chromium } from './chromium/program.ts'
import type { AnyDeclared } from './contract/program.ts'
import { curl } from './curl/program.ts'
import { django } from './django/program.ts'
import { dnsmasq } from './dnsmasq/program.ts'
import { haproxy } from './haproxy/program.ts'
import { mysql } from './mysql/program.ts'
import { nftables } from './nftables/program.ts'
import { nginx } from './nginx/program.ts'
import { postgresql } from './postgresql/program.ts'
import { router } from './router/program.ts'
import { sqlite } from './sqlite/program.ts'
import { unbound } from './unbound/program.ts'

/** Every program, one line each; ids are what documents name them by. */
export const definitions: readonly AnyDeclared[] = [
  apache,
  bind,
  chromium,
  curl,
  django,
  dnsmasq,
  haproxy,
  mysql,
  nftables,
  nginx,
  postgresql,
  router,
  sqlite,
  unbound,
]

const byId = new Map(definitions.map((program) => [program.id, program]))

/** The program of that id, as far as drawing needs it. */
export function definitionOf(id: string): AnyDeclared | undefined {
  return byId.get(id)
}
