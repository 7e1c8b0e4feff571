/** Texts of the settings that web servers share, to be spread into the texts of each. */
const en = {
  'field.httpPort': 'Port for HTTP',
  'field.httpPort.help': 'Where unencrypted requests come in. 80 is what browsers use unless told otherwise.',
  'field.https': 'HTTPS',
  'field.https.help': 'Also answers encrypted requests. TLS then ends here.',
  'field.httpsPort': 'Port for HTTPS',
  'field.httpsPort.help': 'Where encrypted requests come in. 443 is what browsers use.',
  'field.redirectToHttps': 'Send HTTP to HTTPS',
  'field.redirectToHttps.help': 'Whoever comes unencrypted gets a redirect (301) to the same page over HTTPS.',
  'field.upstreams': 'Backend servers',
  'field.upstreams.help': 'Who gets the requests. Unset: the servers that the cables lead to.',
  'field.upstreams.server': 'Server',
  'field.upstreams.port': 'Port',
  'field.upstreams.weight': 'Weight',
  'field.files': 'Files',
  'field.files.path': 'Path',
  'field.files.bytes': 'Size',
  'field.files.type': 'Type',
  'field.files.cacheControl': 'Cache-Control',
  'field.files.text': 'Text',
} as const

export default en
