/** Makes a `switch` that forgets a member of a union a compile error; reaching it at run time is our bug. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
