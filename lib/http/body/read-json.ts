import 'server-only'
import type { z } from 'zod'
import { invalidRequest } from '@/lib/errors/invalid-request'
import { Problem } from '@/lib/errors/problem'
import { readText } from './read-text'

/**
 * The request's JSON body as `schema` reads it; an empty body reads as `{}`. Throws
 * `body_too_large` above 16 KiB, `unsupported_media_type`, or `invalid_request` with the place of
 * each error.
 */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await readText(request)
  if (text !== '' && !isJson(request.headers.get('content-type'))) {
    throw new Problem('unsupported_media_type')
  }
  return parseJson(text, schema)
}

/**
 * What `schema` makes of JSON text; an empty one reads as `{}`. Throws `invalid_request` with the place
 * of each error.
 */
export function parseJson<Schema extends z.ZodType>(text: string, schema: Schema) {
  const result = schema.safeParse(text === '' ? {} : parse(text))
  if (result.success) return result.data
  throw invalidRequest(result.error, 'The body does not fit.')
}

function isJson(contentType: string | null): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? '')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Problem('invalid_request', { detail: 'The body is not JSON.', cause })
  }
}
