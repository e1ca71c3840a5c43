import 'server-only'
import { clientSignal, remainingMs } from './request-context'

/** Remote work was ended before its own limit, as the request's budget was used up. */
export class BudgetSpent extends DOMException {
  constructor() {
    super('The request’s time was used up.', 'TimeoutError')
  }
}

/**
 * Does remote work for a request, within `limit` milliseconds and what is left for the request. The
 * promise rejects in time even if the work doesn't heed its signal: at the limit with a TimeoutError,
 * before it with BudgetSpent, and with an AbortError as soon as the client goes away.
 */
export function withinRequest<T>(
  limit: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const milliseconds = remainingMs(limit)
  const isShortened = milliseconds < limit
  return race(milliseconds, isShortened ? budgetSpent : timedOut, work, clientSignal())
}

/** As withinRequest, but for work that goes on to its end, or to `limit`, without its client. */
export function withinLimit<T>(
  limit: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return race(limit, timedOut, work, undefined)
}

const budgetSpent = () => new BudgetSpent()
const timedOut = () => new DOMException('There was no response in time.', 'TimeoutError')

// Neither AbortSignal.timeout nor AbortSignal.any: in Node 20 both can be collected before they fire.
async function race<T>(
  milliseconds: number,
  late: () => DOMException,
  work: (signal: AbortSignal) => Promise<T>,
  client: AbortSignal | undefined,
): Promise<T> {
  const controller = new AbortController()
  const { signal } = controller
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error))
  })
  const onGone = () => controller.abort(new DOMException('The client has gone away.', 'AbortError'))
  const timer = setTimeout(() => controller.abort(late()), milliseconds)
  client?.addEventListener('abort', onGone)
  if (client?.aborted) onGone()
  try {
    return await Promise.race([work(signal), aborted])
  } finally {
    clearTimeout(timer)
    client?.removeEventListener('abort', onGone)
  }
}
