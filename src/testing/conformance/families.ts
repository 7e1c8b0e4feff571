import type { Adapter } from './adapter.ts'
import { browser } from './families/browser.ts'
import { corsChromium, corsWptChromium } from './families/cors.ts'
import { djangoDb } from './families/django-db.ts'
import { dns } from './families/dns.ts'

/** Every family that has an adapter; one line each. */
export const adapters: readonly Adapter[] = [browser, corsChromium, corsWptChromium, djangoDb, dns]
