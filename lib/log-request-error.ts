import 'server-only'
import type { Instrumentation } from 'next'
import { log } from './log'

const LONGEST_PATH = 200

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
      path: pathname.slice(0, LONGEST_PATH),
      route: routePath,
      routeType,
      err: error,
    },
    'page failed',
  )
}
