import 'server-only'
import { Problem } from './problem'
import { route } from './route'

/** A handler for the methods a resource doesn't have; `allowed` are those it has (RFC 9110, 15.5.6). */
export function methodNotAllowed(...allowed: string[]) {
  const allow = allowed.join(', ')
  return route(() => Promise.reject(new Problem('method_not_allowed', { headers: { allow } })))
}
