import 'server-only'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'

/** Lets a write pass that comes from one of the app's own pages. Throws `cross_site`. */
export function requireSameOrigin(request: Request): void {
  if (request.headers.get('origin') !== env().appUrl) throw new Problem('cross_site')
}

/**
 * Lets a read pass that comes from one of the app's own pages: browsers send no Origin with it, but
 * always this header (https://www.w3.org/TR/fetch-metadata/). Throws `cross_site`.
 */
export function requireSameOriginRead(request: Request): void {
  if (request.headers.get('sec-fetch-site') !== 'same-origin') throw new Problem('cross_site')
}
