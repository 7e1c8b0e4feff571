import { reasonPhrase } from '../../protocols/http/status.ts'

/** What the program calls itself in `Via`. */
export const baseVersion = 'Apache/2.4.71'

export const serverToken = `${baseVersion} (Debian)`

/** Apache's own phrases where they differ from the standard's. */
const phrases: Readonly<Record<number, string>> = {
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Long',
  416: 'Requested Range Not Satisfiable',
  502: 'Proxy Error',
  504: 'Gateway Timeout',
}

const sentences: Readonly<Record<number, string>> = {
  301: 'The document has moved <a href="{location}">here</a>.',
  400: 'Your browser sent a request that this server could not understand.<br />',
  403: "You don't have permission to access this resource.",
  404: 'The requested URL was not found on this server.',
  405: 'The requested method is not allowed for this URL.',
  412: 'The precondition on the request for this URL evaluated to false.',
  414: "The requested URL's length exceeds the capacity\nlimit for this server.<br />",
  416: 'None of the range-specifier values in the Range\nrequest-header field overlap the current extent\nof the selected resource.',
  502: 'The proxy server received an invalid\r\nresponse from an upstream server.<br />',
  503: 'The server is temporarily unable to service your\nrequest due to maintenance downtime or capacity\nproblems. Please try again later.',
}

export const phraseOf = (status: number): string => phrases[status] ?? reasonPhrase(status)

/** The page that Apache makes itself for a redirect or an error. */
export function errorPage(
  status: number,
  place: { readonly host: string; readonly port: number; readonly location?: string },
): string {
  const phrase = phraseOf(status)
  const sentence = (sentences[status] ?? '').replace('{location}', place.location ?? '')
  return [
    '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">',
    '<html><head>',
    `<title>${status} ${phrase}</title>`,
    '</head><body>',
    `<h1>${phrase}</h1>`,
    `<p>${sentence}</p>`,
    '<hr>',
    `<address>${serverToken} Server at ${place.host} Port ${place.port}</address>`,
    '</body></html>',
    '',
  ].join('\n')
}
