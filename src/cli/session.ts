/** The session of a command, and what several of them do with a frame. */
import { session, type Session } from '../session/session.js'
import type { Arguments } from './arguments.js'
import type { AnyFrame } from './formats.js'

export function sessionFor(args: Arguments): Session {
  const memory = args.text('memory')
  return session({ timeZone: 'UTC', ...memory !== undefined && { memory } })
}
/** `--columns a,b --columns c`; a name that holds a comma may be given alone. */
export function onlyColumns(frame: AnyFrame, args: Arguments): AnyFrame {
  const names = args.texts('columns').flatMap(given => frame.columns.includes(given) ? [given] : given.split(',').map(name => name.trim()))
  return names.length ? frame.select(...names) : frame
}

/** What opening gives, unless the user does not wait for it. */
export function unlessStopped<T>(opening: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => { reject(signal.reason as Error) }
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    opening.then(resolve, reject).finally(() => { signal.removeEventListener('abort', stop) })
  })
}
