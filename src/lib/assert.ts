/** Makes a `switch` that forgets a member of a union a compile error; reaching it at run time is our bug. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}

/** Returns `value`, or throws: for what cannot be missing unless we made a mistake. */
export function defined<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`Missing: ${what}`)
  return value
}
