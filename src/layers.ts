/**
 * What each folder of src may import beside itself. A folder names only ones above it, so there can be no circle;
 * `*` is every folder but `testing` and `bench`. Held by layers.test.ts.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  model: ['lib'],
  protocols: ['lib', 'model'],
  programs: ['lib', 'model', 'protocols'],
  kinds: ['lib', 'model', 'protocols', 'programs'],
  engine: ['lib', 'model', 'protocols', 'programs', 'kinds'],
  simulation: ['lib', 'model', 'protocols', 'programs', 'kinds', 'engine'],
  workers: ['lib', 'model', 'engine', 'simulation'],
  picture: ['lib', 'model', 'kinds'],
  ui: ['lib', 'picture'],
  i18n: ['lib', 'model', 'protocols', 'programs', 'kinds', 'engine'],
  store: ['lib', 'model', 'protocols', 'programs', 'kinds', 'engine'],
  persistence: ['lib', 'model', 'protocols', 'programs', 'kinds', 'picture', 'store'],
  canvas: ['lib', 'model', 'protocols', 'programs', 'kinds', 'engine', 'picture', 'ui', 'i18n', 'store'],
  panels: ['lib', 'model', 'protocols', 'programs', 'kinds', 'engine', 'picture', 'ui', 'i18n', 'store'],
  examples: ['lib', 'model', 'programs', 'kinds', 'engine'],
  app: ['*'],
  /** The files that lie in src itself. */
  '.': ['*'],
  testing: ['*', 'bench'],
  bench: ['*', 'testing'],
}
