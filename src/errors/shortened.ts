const LONGEST = 200

/** A text as messages and plans show it: of a very long one the beginning, and how long it is. */
export const shortened = (text: string): string => text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`
