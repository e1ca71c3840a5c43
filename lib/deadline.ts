import 'server-only'
import { clientSignal, remainingMs } from './request-context'

/**
 * Does remote work for a request, within `limit` milliseconds and what is left for the request. The
 * promise rejects in time even if the work doesn't heed its signal: at the deadline with a
 * TimeoutError, and with an AbortError as soon as the client goes away.
 */
export function withinRequest<T>(
  limit: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return race(remainingMs(limit), work, clientSignal())
}

/** As withinRequest, but for work that goes on to its end, or to `limit`, without its client. */
export function withinLimit<T>(
  limit: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return race(limit, work, undefined)
}

// Neither AbortSignal.timeout nor AbortSignal.any: in Node 20 both can be collected before they fire.
async function race<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  client: AbortSignal | undefined,
): Promise<T> {
  const controller = new AbortController()
  const { signal } = controller
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error))
  })
  const end = (name: string) => controller.abort(new DOMException('The work was ended.', name))
  const onGone = () => end('AbortError')
  const timer = setTimeout(() => end('TimeoutError'), milliseconds)
  client?.addEventListener('abort', onGone)
  if (client?.aborted) onGone()
  try {
    return await Promise.race([work(signal), aborted])
  } finally {
    clearTimeout(timer)
    client?.removeEventListener('abort', onGone)
  }
}
