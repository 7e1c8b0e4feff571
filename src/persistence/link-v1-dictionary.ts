/** What the deflate of a link's version 1 may refer back to. Frozen with it: a changed letter breaks every link. */
export const dictionary = ''
