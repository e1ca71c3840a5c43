import 'server-only'
import type { ZodError } from 'zod'
import { Problem } from './problem'

/** The problem of input that doesn't fit its schema, with the place of each error. */
export function invalidRequest({ issues }: ZodError, detail?: string): Problem {
  const errors = issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  return new Problem('invalid_request', { ...(detail !== undefined && { detail }), errors })
}
