import { isAddress } from '../ip/address.ts'
import { labels } from './name.ts'

/**
 * Suffixes of several labels under which anybody may have a name: a small part of the public suffix list, the ones
 * that people meet. Of every other name the last label is the suffix, as that list has it for names that it lacks.
 */
const suffixes =
  /(?:^|\.)(?:(?:ac|co|gov|ltd|me|net|org|plc|sch)\.uk|(?:ac|co|gv|or)\.at|(?:com|edu|gov|id|net|org)\.au|(?:com|edu|gov|net|org)\.(?:ar|br|cn|hk|mx|my|pl|sg|tr|tw|ua)|(?:ac|co|go|ne|or)\.(?:id|jp|kr|th)|(?:ac|co|govt|net|org)\.(?:il|in|nz|za)|(?:github|gitlab|bitbucket|glitch|dyndns|blogspot|codeberg)\.(?:com|io|me|org|page)|(?:appspot|herokuapp|azurewebsites|cloudfront|firebaseapp|fly|netlify|onrender|pages|s3\.amazonaws|vercel|web|workers|ngrok|ngrok-free|trycloudflare)\.(?:app|com|dev|io|net))$/

/** Whether anybody may have a name below this one, so that it can be nobody's own domain. */
export function isPublicSuffix(name: string): boolean {
  const parts = labels(name)
  if (parts.length < 2) return true
  const match = suffixes.exec(parts.join('.'))
  return match?.[0].replace(/^\./, '') === parts.join('.')
}

/** The domain that somebody registered: the suffix and one label more; the host itself where there is none. */
export function registrableDomain(host: string): string {
  const parts = labels(host)
  if (isAddress(host)) return host
  const start = parts.findIndex((_, index) => isPublicSuffix(parts.slice(index).join('.')))
  return parts.slice(Math.max(0, start - 1)).join('.')
}
