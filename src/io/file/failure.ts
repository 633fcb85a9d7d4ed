import { raise } from '../../errors/raise.js'

interface SystemError { readonly code?: unknown; readonly message?: unknown }

/** @throws what went wrong with a file while reading it, as one of our conditions that names the file. */
export function readFailure(path: string, cause: unknown): never {
  const { code, message } = cause as SystemError
  switch (code) {
    case 'ENOENT': return raise('PATH_NOT_FOUND', { path }, { cause })
    case 'EACCES': case 'EPERM': return raise('FILE_PERMISSION_DENIED', { path, action: 'read' }, { cause })
    case 'EISDIR': return raise('FAILED_READ_FILE', { path, reason: 'it is a folder' }, { cause })
    default: return raise('FAILED_READ_FILE', { path, reason: String(message ?? cause) }, { cause })
  }
}

/** The same while writing it. */
export function writeFailure(path: string, cause: unknown): never {
  const { code, message } = cause as SystemError
  switch (code) {
    case 'ENOENT': case 'ENOTDIR':
      return raise('FAILED_WRITE_FILE', { path, reason: 'its folder does not exist; make it first' }, { cause })
    case 'EACCES': case 'EPERM': case 'EROFS': return raise('FILE_PERMISSION_DENIED', { path, action: 'write' }, { cause })
    case 'ENOSPC': case 'EDQUOT': return raise('DISK_FULL', { path }, { cause })
    case 'EISDIR': return raise('FAILED_WRITE_FILE', { path, reason: 'it is a folder' }, { cause })
    default: return raise('FAILED_WRITE_FILE', { path, reason: String(message ?? cause) }, { cause })
  }
}
