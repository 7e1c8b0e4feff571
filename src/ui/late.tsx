import { useEffect, useReducer, type ComponentType } from 'react'

type Late<P> = ComponentType<P> & {
  /** Fetches it before it is drawn, so that it is there at once. */
  readonly preload: () => Promise<void>
}

/**
 * A component that is not in the first download: nothing where it is not there yet, drawn as soon as it is. Unlike
 * React's `lazy` it is drawn at once where it was fetched before, without a fallback that holds the next paint up,
 * and a download that failed is tried again the next time it is needed.
 */
export function late<P extends object>(load: () => Promise<{ readonly default: ComponentType<P> }>): Late<P> {
  let Loaded: ComponentType<P> | undefined
  const preload = async () => {
    Loaded ??= (await load()).default
  }
  function Placeholder(props: P) {
    const [, redraw] = useReducer((count: number) => count + 1, 0)
    useEffect(() => {
      if (!Loaded) void preload().then(redraw)
    }, [])
    return Loaded ? <Loaded {...props} /> : null
  }
  return Object.assign(Placeholder, { preload })
}
