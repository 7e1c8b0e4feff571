import { reasonPhrase } from '../../protocols/http/status.ts'

/** nginx's own phrases where they differ from the standard's. */
const phrases: Readonly<Record<number, string>> = {
  302: 'Moved Temporarily',
  405: 'Not Allowed',
  408: 'Request Time-out',
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Large',
  416: 'Requested Range Not Satisfiable',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
}

/** Titles of the pages, where they differ from the status line. */
const titles: Readonly<Record<number, string>> = { 302: 'Found', 401: 'Authorization Required' }

/** Statuses of nginx's own for what is wrong with TLS; callers see 400. */
const notes: Readonly<Record<number, string>> = {
  494: 'Request Header Or Cookie Too Large',
  495: 'The SSL certificate error',
  496: 'No required SSL certificate was sent',
  497: 'The plain HTTP request was sent to HTTPS port',
}

export const phraseOf = (status: number): string => phrases[status] ?? reasonPhrase(status)

/** Statuses after which nginx closes the connection (ngx_http_special_response.c). */
export const closesAfter: ReadonlySet<number> = new Set([400, 413, 414, 494, 495, 496, 497, 500, 501])

/** What the caller sees of a status of nginx's own. */
export const shownStatus = (status: number): number => (notes[status] === undefined ? status : 400)

/** Makes a page too long to be replaced by a browser's own; both browsers gave that up long ago, nginx did not. */
const padding = Array.from({ length: 6 }, () => '<!-- a padding to disable MSIE and Chrome friendly error page -->')

/** Whose error pages are padded, by User-Agent (ngx_http_request.c, ngx_http_process_user_agent). */
export const wantsPadding = (agent: string): boolean =>
  !agent.includes('Opera') && (/MSIE ..+/.test(agent) || (!agent.includes('Gecko/') && agent.includes('Chrome/')))

/**
 * The page that nginx makes itself for a redirect or an error; statuses without one have no body. `isPadded`: as
 * `msie_padding` asks for statuses from 400 on (ngx_http_special_response.c).
 */
export function errorPage(status: number, product: string, isPadded = false): string | undefined {
  const note = notes[status]
  const seen = shownStatus(status)
  const phrase = titles[seen] ?? phraseOf(seen)
  if (seen < 300 || seen === 304 || phrase === '') return undefined
  const title = `${seen} ${phrase}`
  return [
    '<html>',
    `<head><title>${note === undefined ? title : `${seen} ${note}`}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    ...(note === undefined ? [] : [`<center>${note}</center>`]),
    `<hr><center>${product}</center>`,
    '</body>',
    '</html>',
    ...(isPadded && seen >= 400 ? padding : []),
    '',
  ].join('\r\n')
}
