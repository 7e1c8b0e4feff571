/** Lines whose order among each other decides; they are kept together. */
export const ruleWords: ReadonlySet<string> = new Set([
  'acl',
  'default_backend',
  'http-after-response',
  'http-request',
  'http-response',
  'redirect',
  'tcp-request',
  'use-server',
  'use_backend',
])

/** Lines of `global` that change nothing that could be seen here: process, logging, statistics, ciphers, tuning. */
const globalWords: ReadonlySet<string> = new Set([
  'ca-base',
  'chroot',
  'cpu-map',
  'crt-base',
  'daemon',
  'description',
  'external-check',
  'gid',
  'group',
  'h1-case-adjust',
  'hard-stop-after',
  'issuers-chain-path',
  'localpeer',
  'log',
  'log-send-hostname',
  'log-tag',
  'lua-load',
  'maxconn',
  'maxconnrate',
  'maxsslconn',
  'nbproc',
  'nbthread',
  'no',
  'node',
  'pidfile',
  'server-state-base',
  'server-state-file',
  'set-dumpable',
  'ssl-default-bind-ciphers',
  'ssl-default-bind-ciphersuites',
  'ssl-default-bind-curves',
  'ssl-default-bind-options',
  'ssl-default-server-ciphers',
  'ssl-default-server-ciphersuites',
  'ssl-default-server-options',
  'ssl-dh-param-file',
  'ssl-server-verify',
  'stats',
  'strict-limits',
  'uid',
  'ulimit-n',
  'unix-bind',
  'user',
  'zero-warning',
])

const tuning = /^tune\.(?!bufsize$|maxrewrite$|http\.maxhdr$)/

/** Whether a line of `global` is understood; the number of threads changes no answer, since they share all turns. */
export const isGlobalWord = (word: string): boolean => globalWords.has(word) || tuning.test(word)

export const globalDirectives: readonly string[] = [...globalWords].filter((word) => word !== 'no')
