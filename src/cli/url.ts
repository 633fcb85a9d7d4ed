/** A path, or a URL without what stands behind `?`: that says nothing of the file, and may be secret. */
export const withoutQuery = (path: string): string => /^https?:\/\//i.test(path) ? path.replace(/[?#].*$/s, '') : path
