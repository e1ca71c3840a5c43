import 'server-only'
import type { Instrumentation } from 'next'
import { log } from './log'
import { loggedPath } from './log-request'

// Each part of a page that needed what failed reports the same error.
const logged = new WeakSet<object>()

/**
 * Logs an error in the rendering of a page as any other: in one line, once, without the query, under
 * the digest that the person sees.
 */
export function logRequestError(
  ...[error, { method, path }, { routePath, routeType }]: Parameters<Instrumentation.onRequestError>
): void {
  if (typeof error === 'object' && error !== null) {
    if (logged.has(error)) return
    logged.add(error)
  }
  const { digest } = error as { digest?: string }
  const [pathname = ''] = path.split('?')
  log().error(
    {
      digest,
      method,
      path: loggedPath(pathname),
      route: routePath,
      routeType,
      err: error,
    },
    'page failed',
  )
}
