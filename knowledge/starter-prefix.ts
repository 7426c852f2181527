/** What the names of the files that come with the program begin with. */
export const STARTER_PREFIX = 'starter/'
