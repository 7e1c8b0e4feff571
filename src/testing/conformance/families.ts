import type { Adapter } from './adapter.ts'
import { corsChromium, corsWptChromium } from './families/cors.ts'
import { dns } from './families/dns.ts'

/** Every family that has an adapter; one line each. */
export const adapters: readonly Adapter[] = [corsChromium, corsWptChromium, dns]
