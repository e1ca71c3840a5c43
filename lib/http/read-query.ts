import 'server-only'
import type * as z from 'zod'
import { invalidRequest } from '@/lib/errors/invalid-request'

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
  throw invalidRequest(result.error, 'The query does not fit.')
}
