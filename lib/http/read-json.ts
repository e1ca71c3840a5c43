import 'server-only'
import type { z } from 'zod'
import { Problem } from './problem'

const LIMIT = 16 * 1024

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
  const result = schema.safeParse(text === '' ? {} : parse(text))
  if (result.success) return result.data
  const errors = result.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    message,
  }))
  throw new Problem('invalid_request', { detail: 'The body does not fit.', errors })
}

async function readText(request: Request): Promise<string> {
  const declared = request.headers.get('content-length')
  if (declared === '0') return ''
  if (Number(declared) > LIMIT) throw new Problem('body_too_large')
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > LIMIT) throw new Problem('body_too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8').trim()
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
