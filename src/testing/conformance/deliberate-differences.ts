/**
 * Recorded cases whose answer differs on purpose, by id, each with its reason. The documentation shows this list;
 * `npm run conformance` fails for every other difference.
 */
export const deliberateDifferences: Readonly<Record<string, string>> = {
  // It logged this in seven of eight runs, and a failed handshake or nothing in the others.
  'e2e_chain-asked-039':
    'curl leaves after the handshake because of the name. HAProxy then mostly logs a request that never came (CR--); here nobody is told when a caller leaves without having asked.',
}
