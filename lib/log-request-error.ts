import 'server-only'
import type { Instrumentation } from 'next'
import { log } from './log'
import { loggedPath } from './log-request'

/**
 * Logs an error in the rendering of a page as any other: in one line, without the query, under the
 * digest that the person sees.
 */
export function logRequestError(
  ...[error, { method, path }, { routePath, routeType }]: Parameters<Instrumentation.onRequestError>
): void {
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
