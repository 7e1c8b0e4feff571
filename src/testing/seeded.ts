import fc from 'fast-check'

// The same cases each time: a run that fails must fail again, here and elsewhere. Tests may name a seed of their own.
fc.configureGlobal({ seed: 20_261_123 })
