/** The app's own texts: the source of every key, and of its type. Flat keys in groups. */
const en = {
  'app.name': 'Paketweg',
} as const
export default en
