import 'server-only'
import type * as z from 'zod'
import { Problem } from '@/lib/errors/problem'

/**
 * What `schema` makes of the query; empty parameters are absent ones, others are left alone, as gateways
 * add their own. Throws `invalid_request` with the name of each that doesn't fit, or comes more than once.
 */
export function readQuery<Schema extends z.ZodType>(request: Request, schema: Schema) {
  const { searchParams } = new URL(request.url)
  const values: Record<string, string | string[]> = {}
  for (const name of new Set(searchParams.keys())) {
    const given = searchParams.getAll(name).filter((value) => value !== '')
    if (given.length > 0) values[name] = given.length === 1 ? given.join() : given
  }
  const result = schema.safeParse(values)
  if (result.success) return result.data
  const errors = result.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    message,
  }))
  throw new Problem('invalid_request', { detail: 'The query does not fit.', errors })
}
