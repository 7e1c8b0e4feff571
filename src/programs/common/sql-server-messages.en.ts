/** What every database server says of its steps, to be spread into the messages of each. */
const en = <P extends string>(product: P) =>
  ({
    login: 'The login {user} is right: the session begins',
    'no-login': 'A query without a login is refused',
    'not-sql': `What came in is not ${product}’s protocol: the connection is closed`,
    read: 'Reads for {query}: {time}',
    written: 'Writes for {query}: {time}',
    rows: 'Hands {rows,one row,# rows} back',
    changed: 'Has changed {rows,one row,# rows}',
  }) as const

export default en
