const silent = { en: async () => ({ default: {} }), de: async () => ({ default: {} }) }

/** What every definition holds and a counterpart of tests has no use for: to be spread before what is its own. */
export const bareProgram = {
  profiles: ['1'],
  serves: undefined,
  forwards: false,
  fields: {},
  sections: [],
  migrations: [],
  messages: silent,
  texts: silent,
  initialState: () => null,
  derive: () => ({}),
  services: () => [],
} as const
