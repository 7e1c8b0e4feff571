/** What the browser says about the room that it gives us; unset where it does not say. */
export interface StorageState {
  /** The browser has promised not to clear it when room gets scarce. */
  readonly isPersistent: boolean | undefined
  readonly usedBytes: number | undefined
  readonly quotaBytes: number | undefined
}

/** Asks the browser, without changing anything. */
export async function storageState(
  storage: Partial<StorageManager> | undefined = globalThis.navigator?.storage,
): Promise<StorageState> {
  const [isPersistent, estimate] = await Promise.all([
    storage?.persisted?.().catch(() => undefined),
    storage?.estimate?.().catch(() => undefined),
  ])
  return { isPersistent, usedBytes: estimate?.usage, quotaBytes: estimate?.quota }
}
