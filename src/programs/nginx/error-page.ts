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
const titles: Readonly<Record<number, string>> = { 302: 'Found' }

export const phraseOf = (status: number): string => phrases[status] ?? reasonPhrase(status)

/** The page that nginx makes itself for a redirect or an error; statuses without one have no body. */
export function errorPage(status: number, note?: string): string | undefined {
  const phrase = titles[status] ?? phraseOf(status)
  if (status < 300 || status === 304 || phrase === '') return undefined
  const title = `${status} ${phrase}`
  return [
    '<html>',
    `<head><title>${note ? `${status} ${note}` : title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    ...(note ? [`<center>${note}</center>`] : []),
    '<hr><center>nginx/1.22.1</center>',
    '</body>',
    '</html>',
    '',
  ].join('\r\n')
}
