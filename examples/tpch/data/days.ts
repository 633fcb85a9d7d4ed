/** The days of the specification, counted from 1970. */
const day = (text: string): number => Date.parse(text) / 86_400_000

export const START = day('1992-01-01')
export const CURRENT = day('1995-06-17')
export const END = day('1998-12-31')
/** Orders end early enough for their last parcel to arrive. */
export const LAST_ORDER = END - 151
