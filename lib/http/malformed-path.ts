import 'server-only'
import { Problem } from '@/lib/errors/problem'
import { route } from './route'

/** Whether a path's percent-encoding is well-formed (RFC 3986, 2.1). */
export function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}

/** Responds to a request whose path isn't well-formed: 400. */
export const refuseMalformedPath = route(() =>
  Promise.reject(new Problem('invalid_request', { detail: 'The path is malformed.' })),
)
