import tls from '../common/tls-texts.en.ts'
import web from '../common/web-texts.en.ts'

const en = {
  ...tls,

  ...web,

  'section.listen': 'Ports and names',
  'section.certificate': 'Certificate',
  'section.proxy': 'Passing on',
  'section.files': 'Files',
  'section.compression': 'Compression',
  'section.headers': 'Headers',
  'section.limits': 'Time-outs',

  'field.serverNames': 'Server names',
  'field.serverNames.help': 'Requests for other names get 404. Also *.example.org. Unset: every name.',
  'field.files.help': 'What lies under the document root. Unset and without backend servers: the welcome page.',
  'field.proxyPass.one': 'ProxyPass line',
  'field.proxyPass': 'Passing on (ProxyPass)',
  'field.proxyPass.help':
    'Which path goes to the backend; the first line that fits counts. Unset: everything but the files goes there.',
  'field.proxyPass.path': 'Path',
  'field.proxyPass.action': 'Does',
  'field.proxyPass.server': 'Only this server',
  'field.proxyPass.upstreamUri': 'Target path',
  'option.proxyPass.action.proxy': 'pass on',
  'option.proxyPass.action.static': 'stays here (!)',
  'field.upstreams.retryMs': 'Left out for',
  'field.upstreams.backup': 'Standby',
  'field.upstreams.down': 'Out of service',
  'field.preserveHost': 'Keep the Host header',
  'field.preserveHost.help': 'Passes on the name the caller asked for (ProxyPreserveHost). Off: the backend’s address.',
  'field.addProxyHeaders': 'Tell the backend who is asking',
  'field.addProxyHeaders.help': 'Adds X-Forwarded-For, X-Forwarded-Host and X-Forwarded-Server (ProxyAddHeaders).',
  'field.reverseRedirects': 'Correct redirects',
  'field.reverseRedirects.help': 'Redirects that name the backend are turned into ones to here (ProxyPassReverse).',
  'field.timeoutMs': 'Time-out for the answer',
  'field.timeoutMs.help': 'How long Apache waits for a backend server (ProxyTimeout). Then the caller gets 502.',
  'field.connectTimeoutMs': 'Time-out for connecting',
  'field.connectTimeoutMs.help': 'How long a backend server may take to accept. Unset: as long as for the answer.',
  'field.gzip': 'Compress (mod_deflate)',
  'field.gzip.help': 'Compresses texts for callers that take gzip.',
  'field.gzipTypes': 'Types',
  'field.gzipTypes.help': 'What is compressed. Unset: HTML, CSS, JavaScript, plain text and XML.',

  'finding.path-covered': 'An earlier line already covers {path}, so this one is never used',
  'finding.path-leads-nowhere': '{path} is passed on, but there is no backend server',
  'finding.slash-uneven': 'Only one of {path} and its target path ends with a slash: the paths then come out wrong',
  'finding.all-down': 'All backend servers are taken out of service: every request ends with 503',
  'finding.connect-longer': 'Apache waits longer for a connection than for an answer',

  'state.members': 'Backend servers',
  'state.members.server': 'Server',
  'state.members.condition': 'Condition',
  'state-ok': 'in use',
  'state-error': 'failed, left out for {left}',
} as const

export default en
