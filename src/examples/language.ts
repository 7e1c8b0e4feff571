/** The languages that a template speaks. */
export type Language = 'de' | 'en'
