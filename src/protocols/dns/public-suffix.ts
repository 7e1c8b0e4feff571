import { isAddress } from '../ip/address.ts'
import { labels } from './name.ts'

/**
 * Suffixes of two and more labels under which anybody may have a name: a small part of the public suffix list, the
 * ones that people meet. Of every other name the last label is the suffix, as that list has it for names it lacks.
 */
const hosters = new Set(
  (
    'github.io gitlab.io codeberg.page readthedocs.io pages.dev workers.dev netlify.app vercel.app web.app fly.dev ' +
    'firebaseapp.com appspot.com herokuapp.com onrender.com azurewebsites.net cloudfront.net s3.amazonaws.com ' +
    'blogspot.com myshopify.com ngrok.io ngrok-free.app trycloudflare.com dyndns.org no-ip.org duckdns.org ' +
    'co.de com.de de.com'
  ).split(' '),
)

/** Second labels of countries that register below them. */
const countries =
  /^(?:(?:ac|co|gov|ltd|me|net|nhs|org|plc|sch)\.uk|(?:ac|co|gv|or)\.at|(?:com|edu|gov|id|net|org)\.au|(?:com|edu|gov|net|org)\.(?:ar|br|cn|co|hk|mx|my|pl|sg|tr|tw|ua)|(?:ac|co|go|ne|or)\.jp|(?:ac|co|go|or)\.(?:id|kr|th)|(?:ac|co|gov|net|org)\.(?:il|in|za)|(?:ac|co|govt|net|org)\.nz)$/

/** Whether anybody may have a name below this one, so that it can be nobody's own domain. */
export function isPublicSuffix(name: string): boolean {
  const parts = labels(name)
  const plain = parts.join('.')
  return parts.length < 2 || hosters.has(plain) || countries.test(plain)
}

/** The domain that somebody registered: the suffix and one label more; the host itself where there is none. */
export function registrableDomain(host: string): string {
  if (isAddress(host)) return host
  const parts = labels(host)
  const start = parts.findIndex((_, index) => isPublicSuffix(parts.slice(index).join('.')))
  return parts.slice(Math.max(0, start - 1)).join('.')
}
