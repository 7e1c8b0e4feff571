import { useEffect, useState } from 'react'
import type { AnyDefinition } from '../programs/contract/program.ts'

type Load<T> = (program: AnyDefinition) => Promise<T> | undefined

/** A part of a program that comes with the first look at it: `undefined` until it is there, or where there is none. */
export function useOfProgram<T>(program: AnyDefinition | undefined, load: Load<T>): T | undefined {
  const [loaded, setLoaded] = useState<{ readonly of: AnyDefinition; readonly part: T }>()
  useEffect(() => {
    let isCurrent = true
    if (program) {
      void load(program)?.then((part) => {
        if (isCurrent) setLoaded({ of: program, part })
      })
    }
    return () => {
      isCurrent = false
    }
  }, [program, load])
  return loaded?.of === program ? loaded?.part : undefined
}
