/** How much of a ruleset a document holds: what `fields.ts` takes. */
export const limits = { chains: 500, rules: 2000, elements: 5000, line: 2000, element: 500, name: 60 } as const
