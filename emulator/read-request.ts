import type { IncomingMessage } from 'node:http'
import { type EmulatorRequest, RequestRefusal, splitTarget } from './core/http'

const LIMIT = 64 * 1024
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

/**
 * Refuses every name but the machine's own: a page elsewhere could otherwise rebind its domain to
 * 127.0.0.1 and read what the emulator answers.
 */
export function requireLocalHost({ headers }: IncomingMessage): void {
  if (LOCAL_HOST.test(headers.host ?? '')) return
  throw new RequestRefusal(421, 'MisdirectedRequest', 'The emulator answers on localhost only.')
}

/** Reads the request whole. Throws a 413 refusal above 64 KiB. */
export async function readRequest(
  incoming: IncomingMessage,
  parameters: ReadonlyMap<string, string> = new Map(),
): Promise<EmulatorRequest> {
  const { method = 'GET', url: target = '/', headers } = incoming
  const { search } = splitTarget(target)
  const query = new URLSearchParams(search)
  return { method, target, parameters, query, headers, body: await readBody(incoming) }
}

function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    // What is too much is read on and thrown away: a client still sending would not see the answer.
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > LIMIT) reject(tooLarge())
      else chunks.push(chunk)
    })
    incoming.on('end', () => resolve(Buffer.concat(chunks)))
    incoming.on('error', reject)
  })
}

function tooLarge(): RequestRefusal {
  return new RequestRefusal(
    413,
    'RequestEntityTooLarge',
    `The emulator reads bodies up to ${LIMIT} bytes.`,
    { connection: 'close' },
  )
}
