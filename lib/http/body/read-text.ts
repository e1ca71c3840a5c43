import 'server-only'
import { offBudget } from '@/lib/observability/request-context'
import { Problem } from '@/lib/errors/problem'

const LIMIT = 16 * 1024
const DEADLINE_MS = 10_000

const readRequests = new WeakSet<Request>()

/**
 * The request's body as text, trimmed. It has 10 s to arrive, which are not the request's budget's.
 * Throws `body_too_large` above 16 KiB, or `body_timeout`.
 */
export async function readText(request: Request): Promise<string> {
  const declared = request.headers.get('content-length')
  if (Number(declared) > LIMIT) throw new Problem('body_too_large')
  const { body } = request
  const chunks = body ? await offBudget(() => readChunks(body.getReader())) : []
  readRequests.add(request)
  return Buffer.concat(chunks).toString('utf8').trim()
}

/** Whether a request has a body that was not read to its end; of what is still to come of it nothing is known. */
export function hasUnreadBody(request: Request): boolean {
  const { headers } = request
  const length = headers.get('content-length')
  const hasBody = headers.has('transfer-encoding') || (length !== null && length !== '0')
  return hasBody && !readRequests.has(request)
}

// The reader is never canceled: where the body is the socket's own stream, that would destroy the
// connection before the response is sent.
async function readChunks(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array[]> {
  let timer: NodeJS.Timeout | undefined
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Problem('body_timeout')), DEADLINE_MS)
  })
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), expired])
      if (done) return chunks
      size += value.byteLength
      if (size > LIMIT) throw new Problem('body_too_large')
      chunks.push(value)
    }
  } finally {
    clearTimeout(timer)
  }
}
