import 'server-only'
import { preflight } from './cross-origin/cors'
import { Problem } from '@/lib/errors/problem'
import { route } from './route'

const refusals = new WeakSet<object>()

/** Whether a handler refuses each request for its method. */
export function isRefusal(handler: object): boolean {
  return refusals.has(handler)
}

/**
 * Handlers for the methods that a resource doesn't have, which refuse with 405 (RFC 9110, 15.5.6), and
 * for OPTIONS, which tells those it has: `methods`. HEAD is GET without the body (RFC 9110, 9.3.2), and
 * is refused only where a GET does more than read.
 */
export function rejectOtherMethods(...methods: string[]) {
  const allow = methods.join(', ')
  const refuse = route(() =>
    Promise.reject(new Problem('method_not_allowed', { headers: { allow } })),
  )
  refusals.add(refuse)
  return {
    GET: refuse,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
    HEAD: refuse,
    OPTIONS: route(() => Promise.resolve(preflight(allow))),
  }
}
