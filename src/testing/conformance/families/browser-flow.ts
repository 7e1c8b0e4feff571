import type { Header, HttpRequestSpec, Initiator } from '../../../model/request.ts'
import type { JsonObject } from '../../../model/topology.ts'
import { get } from '../../../protocols/http/headers.ts'
import { parseUrl } from '../../../protocols/url/url.ts'
import type { ScriptedAnswer, ScriptedRequest } from '../scripted.ts'
import { web } from '../web.ts'

type Options = Partial<
  Pick<HttpRequestSpec, 'credentials' | 'mode' | 'method' | 'redirect' | 'referrerPolicy' | 'headers'>
>

/** Requests after one another, by a person or by a page: what reaches the server of them, redirects and all. */
export interface FlowInput {
  readonly third?: 'blocked' | 'allowed'
  readonly steps: readonly FlowStep[]
}

export interface FlowStep extends Options {
  readonly url: string
  readonly by?: Initiator
  /** Where the page that asks comes from. */
  readonly page?: string
  readonly wait_s?: number
}

/** The recorder's server: `set`, `to`, `status` and `cors` in the query say what it answers. */
function server({ message }: ScriptedRequest): ScriptedAnswer {
  const { searchParams } = new URL(message.target, 'http://x')
  const origin = get(message.headers, 'Origin')
  const to = searchParams.get('to')
  const cors: readonly Header[] =
    searchParams.has('cors') && origin !== undefined
      ? [
          ['Access-Control-Allow-Origin', origin],
          ['Access-Control-Allow-Credentials', 'true'],
        ]
      : []
  const cookies = searchParams.getAll('set').map((value): Header => ['Set-Cookie', value])
  const status = Number(searchParams.get('status') ?? (to === null ? 200 : 302))
  const headers: readonly Header[] = [...cookies, ...cors, ...(to === null ? [] : [['Location', to] as const])]
  return { status, headers: [['Content-Type', 'text/html'], ...headers], body: '<!doctype html>' }
}

function told({ message, tls }: ScriptedRequest): string {
  const said = (name: string) => get(message.headers, name) ?? '-'
  const url = `${tls ? 'https' : 'http'}://${said('Host')}${message.target.split('?')[0]}`
  return `${message.method} ${url} c:${said('Cookie')} o:${said('Origin')} r:${said('Referer')}`
}

export function flow({ third = 'blocked', steps }: FlowInput): JsonObject {
  const hosts = steps.flatMap(({ url, page }) => [url, ...(url.match(/https?%3A%2F%2F[^%?]+/g) ?? []), page ?? url])
  const names = hosts.flatMap((url) => {
    const parsed = parseUrl(decodeURIComponent(url))
    return parsed.ok ? [parsed.value.host] : []
  })
  const reached: string[] = []
  const script = (request: ScriptedRequest) => {
    reached.push(told(request))
    return server(request)
  }
  const net = web({
    names: [...new Set(names)],
    script,
    ports: [80, 8080],
    tlsPorts: [443, 8443],
    config: third === 'allowed' ? { thirdPartyCookies: 'allowed' } : {},
  })
  const once = ({ url, by, page, wait_s, ...options }: FlowStep): readonly string[] => {
    reached.length = 0
    if (wait_s !== undefined) net.wait(wait_s * 1000)
    net.get('browser', url, {
      ...options,
      ...(by !== undefined && { initiator: by }),
      ...(page !== undefined && { pageOrigin: page }),
    })
    return [...reached]
  }
  return { reached: steps.map(once) }
}
