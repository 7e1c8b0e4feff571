/** The database that keeps the documents of this browser. */
export const databaseName = 'paketweg'

/** Whether this browser has never kept a document: then there is nothing to look for before the page is drawn. */
export async function isFirstVisit(): Promise<boolean> {
  try {
    const databases = await indexedDB.databases()
    return databases.every(({ name }) => name !== databaseName)
  } catch {
    // Who cannot say so looks for documents the slow way.
    return false
  }
}
