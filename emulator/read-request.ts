import type { IncomingMessage } from 'node:http'
import type { Emulator } from './core/emulator'
import { type EmulatorRequest, RequestError, splitTarget } from './core/http'

const LIMIT = 64 * 1024
// Issuers of External ID begin with a tenant's id. What ends in localhost is this machine (RFC 6761 section 6.3).
const LOCAL_HOST = /^(([\da-f-]{36}\.)?localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

/**
 * Rejects every host but the machine's own and that of the emulator's origin: a page elsewhere could
 * otherwise rebind its domain to 127.0.0.1 and read the responses.
 */
export function requireOwnHost(
  { headers: { host = '' } }: IncomingMessage,
  { origin }: Emulator,
): void {
  if (LOCAL_HOST.test(host) || host.toLowerCase() === new URL(origin).host) return
  throw new RequestError(
    421,
    'MisdirectedRequest',
    `The emulator serves localhost and its own origin, ${origin}: --origin sets it.`,
  )
}

/** Reads the request whole. Throws a 413 above 64 KiB. */
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
    // What is too much is read on and thrown away: a client still sending would not see the response.
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > LIMIT) reject(tooLarge())
      else chunks.push(chunk)
    })
    incoming.on('end', () => resolve(Buffer.concat(chunks)))
    incoming.on('error', reject)
  })
}

function tooLarge(): RequestError {
  return new RequestError(
    413,
    'RequestEntityTooLarge',
    `The emulator reads bodies up to ${LIMIT} bytes.`,
    { connection: 'close' },
  )
}
