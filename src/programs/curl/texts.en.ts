import client from '../common/client-texts.en.ts'

const en = {
  ...client,

  'section.options': 'Options',
  'field.insecure': 'Take any certificate',
  'field.insecure.help': 'Does not check who the server is (-k).',
  'field.followRedirects': 'Follow redirects',
  'field.followRedirects.help': 'Off, curl shows the redirect itself (-L).',
  'field.maxRedirects': 'Redirects at most',
  'field.maxRedirects.help': 'After so many curl gives up (--max-redirs).',
  'field.cachesNames': 'The system keeps names',
  'field.cachesNames.help':
    'curl itself forgets everything when it ends. A cache of the system (systemd-resolved) would keep the names.',
} as const

export default en
