import 'server-only'
import { Problem } from './problem'

const LIMIT = 16 * 1024

/** The request's body as text, trimmed. Throws `body_too_large` above 16 KiB. */
export async function readText(request: Request): Promise<string> {
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
