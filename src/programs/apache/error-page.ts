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

const moved = 'The document has moved <a href="{location}">here</a>.'

const notVerified =
  "This server could not verify that you\nare authorized to access the document\nrequested.  Either you supplied the wrong\ncredentials (e.g., bad password), or your\nbrowser doesn't understand how to supply\nthe credentials required."

const sentences: Readonly<Record<number, string>> = {
  301: moved,
  302: moved,
  303: 'The answer to your request is located <a href="{location}">here</a>.',
  307: moved,
  308: moved,
  400: 'Your browser sent a request that this server could not understand.<br />\n',
  401: notVerified,
  403: "You don't have permission to access this resource.",
  404: 'The requested URL was not found on this server.',
  405: 'The requested method is not allowed for this URL.',
  406: 'An appropriate representation of the requested resource could not be found on this server.',
  407: notVerified,
  408: 'Server timeout waiting for the HTTP request from the client.',
  410: 'The requested resource is no longer available on this server and there is no forwarding address.\nPlease remove all references to this resource.',
  412: 'The precondition on the request for this URL evaluated to false.',
  414: "The requested URL's length exceeds the capacity\nlimit for this server.<br />\n",
  415: 'The supplied request data is not in a format\nacceptable for processing by this resource.',
  416: 'None of the range-specifier values in the Range\nrequest-header field overlap the current extent\nof the selected resource.',
  423: 'The requested resource is currently locked.\nThe lock must be released or proper identification\ngiven before the method can be applied.',
  428: 'The request is required to be conditional.',
  429: 'The user has sent too many requests\nin a given amount of time.',
  451: 'Access to this URL has been denied for legal reasons.<br />\n',
  502: 'The proxy server received an invalid\r\nresponse from an upstream server.<br />',
  503: 'The server is temporarily unable to service your\nrequest due to maintenance downtime or capacity\nproblems. Please try again later.',
  504: 'The gateway did not receive a timely response\nfrom the upstream server or application.',
  508: 'The server terminated an operation because\nit encountered an infinite loop.',
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
