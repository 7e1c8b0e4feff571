/**
 * Recorded cases whose answer differs on purpose, by id, each with its reason. The documentation shows this list;
 * `npm run conformance` fails for every other difference.
 */
export const deliberateDifferences: Readonly<Record<string, string>> = {}
