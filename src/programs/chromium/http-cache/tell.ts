import { code, list, number, seconds, type Message } from '../../../model/message.ts'
import { speaker } from '../../../model/speaker.ts'
import type { Source } from '../../../model/trace.ts'
import type { StepRef } from '../../../model/verdict.ts'
import type { Context } from '../../contract/context.ts'
import type en from '../messages.en.ts'
import { lifetimeOf, type Lifetime } from './freshness.ts'
import { validatorsOf, type Found, type Plan } from './plan.ts'
import type { Settled } from './settle.ts'
import { timed, type Stored } from './stored.ts'

const say = speaker<typeof en>('chromium')

type Stage = Context<unknown, unknown>

const rfc9111 = (section: string): { source: Source } => ({ source: { title: 'RFC 9111', section } })
const rfc5861 = { source: { title: 'RFC 5861', section: '3' } }
const partitions = { source: { title: 'Fetch standard', section: 'HTTP cache partitions' } }

const old = ({ age }: Found) => seconds(age)
const whole = ({ seconds: given }: Pick<Lifetime, 'seconds'>) => seconds(Math.floor(given))
const names = (conditions: Extract<Plan, { type: 'confirm' }>['conditions']) =>
  list(conditions.map(([name]) => code(name)))

/** Says that a kept answer is used, and why it may be. */
export function tellUse(context: Stage, { found }: Extract<Plan, { type: 'use' }>): StepRef {
  const { lifetime, stored, why } = found
  const data = { age: old(found), time: whole(lifetime) }
  if (why === 'grace') {
    const grace = seconds(lifetime.graceSeconds)
    return context.step('looked-up', say('cache-used-late', { ...data, grace }), rfc5861)
  }
  switch (lifetime.reason) {
    case 'max-age':
      return context.step('looked-up', say('cache-used-max-age', data), rfc9111('5.2.2.1'))
    case 'expires':
      return context.step('looked-up', say('cache-used-expires', data), rfc9111('5.3'))
    case 'heuristic':
      return context.step('looked-up', say('cache-used-heuristic', data), rfc9111('4.2.2'))
    // Of the last two nothing is fresh.
    case 'lasting':
    case 'no-cache':
    case 'none':
      return context.step('looked-up', say('cache-used-lasting', { status: number(stored.status) }), rfc9111('4.2.2'))
  }
}

/** Says why the net is asked all the same; nothing where the cache has no part in the request. */
export function tellAsking(context: Stage, plan: Exclude<Plan, { type: 'use' }>, isElsewhere: boolean): void {
  if (plan.type === 'past') return
  if (!plan.found) {
    if (isElsewhere) context.step('looked-up', say('cache-elsewhere'), partitions)
    else context.step('looked-up', say('cache-none'), rfc9111('4'))
    return
  }
  context.step('looked-up', ...because(plan.found))
  if (plan.type === 'confirm')
    context.step('decided', say('cache-asks', { headers: names(plan.conditions) }), rfc9111('4.3.1'))
  else if (plan.found.why !== 'bypass') context.step('decided', say('cache-asks-anew'), rfc9111('4.3.1'))
}

function because(found: Found): [Message, { source: Source }] {
  const { lifetime, stored, why } = found
  switch (why) {
    case 'no-cache':
      return [say('cache-no-cache'), rfc9111('5.2.2.4')]
    case 'vary': {
      const vary = stored.headers.filter(([name]) => /^vary$/i.test(name)).map(([, value]) => code(value))
      return [say('cache-vary', { headers: list(vary) }), rfc9111('4.1')]
    }
    case 'reload':
      return [say('cache-reload'), rfc9111('5.2.1.1')]
    case 'bypass':
      return [say('cache-bypass'), rfc9111('5.2.1.4')]
    case 'fresh':
    case 'grace':
    case 'stale':
      return lifetime.reason === 'none'
        ? [say('cache-unknown', { age: old(found) }), rfc9111('4.2.1')]
        : [say('cache-stale', { age: old(found), time: whole(lifetime) }), rfc9111('4.2')]
  }
}

/** Says what the cache made of an answer; where it answers after all, the step that made it so. */
export function tellSettled(context: Stage, settled: Settled, status: number): StepRef | undefined {
  switch (settled.what) {
    case 'kept':
      context.step('decided', ...keptHow(settled.stored))
      return undefined
    case 'confirmed':
      return context.step('looked-up', say('cache-confirmed'), rfc9111('4.3.4'))
    case 'not-kept':
      if (settled.why === 'no-store') context.step('decided', say('cache-not-kept'), rfc9111('5.2.2.5'))
      else context.step('decided', say('cache-not-kept-status', { status: number(status) }), rfc9111('3'))
      return undefined
    case 'forgotten':
      context.step('decided', say('cache-forgets'), rfc9111('4.4'))
      return undefined
    case 'nothing':
      return undefined
  }
}

function keptHow(stored: Stored): [Message, { source: Source }] {
  const lifetime = lifetimeOf(timed(stored))
  if (lifetime.reason === 'lasting')
    return [say('cache-kept-lasting', { status: number(stored.status) }), rfc9111('4.2.2')]
  if (lifetime.seconds >= 1) return [say('cache-kept', { time: whole(lifetime) }), rfc9111('3')]
  if (validatorsOf(stored).length > 0) return [say('cache-kept-to-ask'), rfc9111('3')]
  return [say('cache-kept-in-vain'), rfc9111('3')]
}

/** Says once in a journey what the cache, which is off, would have done; nothing where it would have asked plainly. */
export function tellOff(context: Stage, plan: Plan): boolean {
  if (plan.type !== 'use' && plan.type !== 'confirm') return false
  const data = { age: old(plan.found) }
  const options = { setting: 'httpCache', ...rfc9111(plan.type === 'use' ? '4' : '4.3.1') }
  if (plan.type === 'confirm') {
    context.step('assumed', say('cache-off-asks', { ...data, headers: names(plan.conditions) }), options)
  } else if (plan.found.why === 'grace') {
    context.step('assumed', say('cache-off-late', data), options)
  } else context.step('assumed', say('cache-off-uses', data), options)
  return true
}
