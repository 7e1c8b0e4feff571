/** What `define` has given names to (nft(8), "SYMBOLIC VARIABLES"). */
export class Variables {
  private readonly values = new Map<string, string>()

  set(name: string, value: string): void {
    this.values.set(name, value.trim())
  }

  /** Puts values in the place of names; `missing` is the first that has none. A set within braces loses its own. */
  expand(text: string): { readonly text: string; readonly missing?: string } {
    let missing: string | undefined
    let depth = 0
    const expanded = text.replaceAll(/"[^"]*"|[{}]|\$(\w+)/g, (found: string, name: string | undefined) => {
      if (found === '{') depth++
      if (found === '}') depth--
      if (name === undefined) return found
      const value = this.values.get(name)
      if (value === undefined) missing ??= name
      return depth > 0
        ? (value ?? '')
            .replace(/^\{\s*/, '')
            .replace(/\s*\}$/, '')
            .replace(/,$/, '')
        : (value ?? '')
    })
    return missing === undefined ? { text: expanded } : { text: expanded, missing }
  }
}
