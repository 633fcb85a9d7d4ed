/** Requests that are made again when a server or the network fails for a moment. */
import { raise } from '../../errors/raise.js'
import type { OptionChecks } from '../../logical/check-options.js'
import { whole } from '../../logical/check-options.js'

/** How a server is asked. */
export interface RequestOptions {
  /** How often a request is made again after 408, 429, 5xx, a broken connection or a timeout. Default: 4. */
  readonly retries?: number
  /** Milliseconds after which a request is taken for lost. Default: 30 000. */
  readonly timeout?: number
}
export const requestChecks: OptionChecks<RequestOptions> = { retries: whole(0, 20), timeout: whole(1) }

export interface Request {
  /** For messages: without what is secret. */
  readonly path: string
  readonly action: 'read' | 'write'
  readonly signal: AbortSignal | undefined
  /** Makes the request; called once for each attempt, because a signature holds for one. */
  send(signal: AbortSignal): Promise<Response>
}
const RETRIES = 4, TIMEOUT = 30_000, FIRST_WAIT = 100, LONGEST_WAIT = 5_000, LONGEST_RETRY_AFTER = 30_000
const passing: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504])

/**
 * What `take` makes of the answer. It throws `Broken` where the answer is not whole, which is tried again, too.
 * @throws FAILED_READ_FILE or FAILED_WRITE_FILE with the last reason
 */
export async function requested<T>(request: Request, { retries = RETRIES, timeout = TIMEOUT }: RequestOptions, take: (response: Response) => Promise<T>): Promise<T> {
  const { path, action, signal } = request
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted()
    const limit = AbortSignal.timeout(timeout)
    const answer = await once(request, signal ? AbortSignal.any([signal, limit]) : limit, take)
    if (!(answer instanceof Passing)) return answer
    signal?.throwIfAborted()
    if (attempt >= retries) {
      const reason = `${limit.aborted ? `there was no answer within ${timeout} ms` : answer.reason}${attempt > 0 ? `, ${attempt + 1} times` : ''}`
      return raise(action === 'read' ? 'FAILED_READ_FILE' : 'FAILED_WRITE_FILE', { path, reason }, { cause: answer.cause })
    }
    await pause(answer.wait ?? Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt) * (0.5 + Math.random() / 2), signal)
  }
}

/** An answer that ended too early. */
export class Broken extends Error {}
/** A failure that may be over soon. */
class Passing { constructor(readonly reason: string, readonly cause: unknown, readonly wait: number | undefined) {} }

async function once<T>(request: Request, signal: AbortSignal, take: (response: Response) => Promise<T>): Promise<T | Passing> {
  let response: Response
  try {
    response = await request.send(signal)
    if (passing.has(response.status)) {
      await response.body?.cancel()
      return new Passing(`the server answered ${response.status} ${response.statusText}`.trim(), undefined, retryAfter(response))
    }
    return await take(response)
  } catch (cause) {
    // fetch fails by a TypeError where there is no connection, and by one of these where it ended
    const isNetwork = cause instanceof Broken || cause instanceof TypeError || cause instanceof DOMException || (cause as { code?: unknown }).code === 'UND_ERR_SOCKET'
    if (!isNetwork) throw cause
    const { message, cause: inner } = cause as Error
    return new Passing(inner instanceof Error && inner.message !== '' ? inner.message : message, cause, undefined)
  }
}
function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return seconds >= 0 ? Math.min(seconds * 1000, LONGEST_RETRY_AFTER) : undefined
}
const pause = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> => new Promise((resolve, reject) => {
  const end = (): void => {
    clearTimeout(timer)
    reject(signal!.reason as Error)
  }
  const timer = setTimeout(() => {
    signal?.removeEventListener('abort', end)
    resolve()
  }, milliseconds)
  signal?.addEventListener('abort', end, { once: true })
})
