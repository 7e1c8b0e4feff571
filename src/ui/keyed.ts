/** Items with their place as key: for lists in which the place is the identity (rows of a table, parts of a text). */
export const keyed = <T>(
  items: readonly T[],
): readonly { readonly key: string; readonly index: number; readonly item: T }[] =>
  items.map((item, index) => ({ key: String(index), index, item }))
