import sql from './sql-texts.en.ts'

/** Texts of the settings that database servers on a network share, to be spread into the texts of each. */
const en = <P extends number>(defaultPort: P) =>
  ({
    ...sql,

    'section.access': 'Access',
    'section.data': 'Data',
    'section.limits': 'Limits',
    'field.port': 'Port',
    'field.port.help': `Where it waits for connections; ${defaultPort} is usual.`,
    'field.listenAddress': 'Listens on',
    'option.listenAddress.all': 'all addresses',
    'option.listenAddress.localhost': 'its own machine only',
    'field.acceptsPassword': 'The app’s password is right',
    'field.acceptsPassword.help': 'Off: each login of the app is refused.',
    'field.login': 'Login of the app',
    'field.login.help': 'What keeps the app out besides its password.',
    'option.login.accepted': 'is let in',
    'option.login.unknown-user': 'unknown user',
    'option.login.unknown-database': 'unknown database',
    'field.mayUseTables': 'The app may use the tables',
    'field.mayUseTables.help': 'Off: its user has no rights to them (GRANT). Each query fails.',
    'field.maxConnections': 'Connections at most',
    'field.otherConnections': 'Connections that others hold',
    'field.otherConnections.help': 'They take up places, whatever this diagram does.',

    'finding.localhost': 'The database listens on its own machine only, so no app elsewhere reaches it',
    'finding.no-app': 'No app uses this database',
  }) as const

export default en
