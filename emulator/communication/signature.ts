import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { CommunicationResource } from '../core/config/config'
import { type EmulatorRequest, header } from '../core/http'
import { denied, Unauthorized } from './errors'

// The SDKs send x-ms-date; who can send Date may sign that: https://learn.microsoft.com/rest/api/communication/authentication
const AUTHORIZATION =
  /^HMAC-SHA256 SignedHeaders=(date|x-ms-date);host;x-ms-content-sha256&Signature=([A-Za-z0-9+/]{43}=)$/
const ALLOWED_SKEW = 15 * 60_000

/**
 * The resource whose access key signed the request. HMAC doesn't name the key, so each is tried. The date
 * has to be within 15 minutes of one of the times: the client's clock may have been put forward, or not.
 * Throws a 401: `Denied` for a content hash that isn't the body's, without a body otherwise.
 * Source: @azure/communication-common's access key policy.
 */
export function verifySignature(
  request: EmulatorRequest,
  resources: readonly CommunicationResource[],
  times: readonly number[],
): CommunicationResource {
  const [, dateHeader = '', signature] =
    AUTHORIZATION.exec(header(request, 'authorization') ?? '') ?? []
  const date = header(request, dateHeader) ?? ''
  // An unreadable date is NaN, and no comparison with it is true.
  const isFresh = times.some((time) => Math.abs(time - Date.parse(date)) <= ALLOWED_SKEW)
  if (signature === undefined) {
    throw new Unauthorized(
      'Authorization is neither a Bearer token nor a signature by HMAC-SHA256.',
    )
  }
  if (!isFresh) {
    throw new Unauthorized(`The signed date, '${date}', is not within 15 minutes of now.`)
  }

  const contentHash = createHash('sha256').update(request.body).digest('base64')
  if (header(request, 'x-ms-content-sha256') !== contentHash) {
    throw denied()
  }
  const host = header(request, 'host') ?? ''
  const text = `${request.method}\n${request.target}\n${date};${host};${contentHash}`
  const given = Buffer.from(signature, 'base64')
  const signer = resources.find(({ accessKey }) => timingSafeEqual(hmac(accessKey, text), given))
  if (!signer) {
    const signed = JSON.stringify(text)
    throw new Unauthorized(
      `No access key here gives this signature. What is to be signed: ${signed}`,
    )
  }
  return signer
}

function hmac(accessKey: string, text: string): Buffer {
  return createHmac('sha256', Buffer.from(accessKey, 'base64')).update(text).digest()
}
