/** Whether this tab may write a document; `lost` is called once when another tab took it over. */
export interface Claim {
  release(): void
}

/** How tabs of one browser agree who writes which document. */
export interface Tabs {
  /** The right to write, or nothing while another tab has it. */
  claim(document: string, lost: () => void): Promise<Claim | undefined>
  /** Asks the other tab to save and let go, then takes the right whether it answered or not. */
  takeOver(document: string, lost: () => void): Promise<Claim>
  /** What to do when another tab wants a document that this one writes: save, then resolve. */
  onAsked(letGo: (document: string) => Promise<void>): void
}

const unguarded: Claim = { release: () => undefined }
const lockName = (document: string): string => `paketweg.document.${document}`
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A page that was just reloaded may still hold its lock for a moment. */
const attempts = 5
const attemptMs = 100
/** How long the other tab may take to save before the right is taken from it, ms. */
const letGoMs = 1000

interface Note {
  readonly type: 'let-go' | 'gone'
  readonly document: string
}

const isNote = (value: unknown): value is Note =>
  typeof value === 'object' && value !== null && 'type' in value && 'document' in value

/** One try at the lock; resolves to nothing if it is held elsewhere. */
function request(
  locks: LockManager,
  document: string,
  options: LockOptions,
  lost: () => void,
): Promise<Claim | undefined> {
  return new Promise((resolve) => {
    let isReleased = false
    const held = locks.request(lockName(document), options, (lock) => {
      if (!lock) {
        resolve(undefined)
        return undefined
      }
      return new Promise<void>((free) => {
        resolve({
          release: () => {
            isReleased = true
            free()
          },
        })
      })
    })
    // Rejects when another tab stole the lock.
    held.catch(() => {
      resolve(undefined)
      if (!isReleased) lost()
    })
  })
}

/**
 * Tabs by Web Locks and a BroadcastChannel. Without them every claim is granted, and only the revision in the
 * database notices another tab.
 */
export function tabsBy(locks: LockManager | undefined, channel: BroadcastChannel | undefined): Tabs {
  const waiting = new Map<string, () => void>()
  let letGo: ((document: string) => Promise<void>) | undefined
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isNote(data)) return
    if (data.type === 'gone') waiting.get(data.document)?.()
    else void letGo?.(data.document).then(() => channel.postMessage({ type: 'gone', document: data.document }))
  })

  const claim = async (document: string, lost: () => void): Promise<Claim | undefined> => {
    if (!locks) return unguarded
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (attempt > 0) await wait(attemptMs)
      const claimed = await request(locks, document, { ifAvailable: true }, lost)
      if (claimed) return claimed
    }
    return undefined
  }

  const takeOver = async (document: string, lost: () => void): Promise<Claim> => {
    if (!locks) return unguarded
    if (channel) {
      const gone = new Promise<void>((resolve) => waiting.set(document, resolve))
      channel.postMessage({ type: 'let-go', document } satisfies Note)
      await Promise.race([gone, wait(letGoMs)])
      waiting.delete(document)
    }
    return (await request(locks, document, { steal: true }, lost)) ?? unguarded
  }

  return { claim, takeOver, onAsked: (handler) => (letGo = handler) }
}

/** Tabs as far as this browser has the means. */
export function browserTabs(): Tabs {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('paketweg.tabs')
  return tabsBy(globalThis.navigator?.locks, channel)
}
