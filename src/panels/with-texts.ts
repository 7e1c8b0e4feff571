import { loadAllTexts } from '../i18n/load.ts'
import { getSession } from '../store/session-store.ts'

/** Waits, besides for a module, for the words that only late parts of the page say. */
export async function withTexts<M>(module: Promise<M>): Promise<M> {
  const [loaded] = await Promise.all([module, loadAllTexts(getSession().language)])
  return loaded
}
