/** Texts of the settings that all databases share, to be spread into the texts of each. */
const en = {
  'field.hasTables': 'The tables exist',
  'field.hasTables.help': 'Off: as if nobody had run the migrations. Each query fails.',
  'field.rows': 'Rows that a query finds',
  'field.rows.help': 'How many rows of data a read hands back.',
  'field.queryMs': 'Time per query',
  'field.queryMs.help': 'How long one read or write takes.',
} as const

export default en
