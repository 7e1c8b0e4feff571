type Under<Texts, Table extends string> = {
  readonly [
    Key in keyof Texts as Key extends `${string}.help`
      ? never
      : Key extends `${infer Kind extends 'field' | 'option'}.${infer Rest}`
        ? `${Kind}.${Table}.${Rest}`
        : never
  ]: Texts[Key]
}

/** The labels of settings that stand as columns in a table too. Columns have no help of their own. */
export function textsUnder<const Texts extends Readonly<Record<string, string>>, Table extends string>(
  table: Table,
  texts: Texts,
): Under<Texts, Table> {
  const moved: Record<string, string> = {}
  for (const [key, text] of Object.entries(texts)) {
    if (/^(?:field|option)\./.test(key) && !key.endsWith('.help')) moved[key.replace('.', `.${table}.`)] = text
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The type says what the loop does.
  return moved as unknown as Under<Texts, Table>
}
