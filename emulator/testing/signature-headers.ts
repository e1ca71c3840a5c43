import { createHash, createHmac } from 'node:crypto'
import { samples } from '../core/config/samples'
import type { TestEmulator } from './emulator'

/** The headers that sign a request with an access key of a sample resource, as the SDK makes them. */
export function signatureHeaders(
  { url, clock }: Pick<TestEmulator, 'url' | 'clock'>,
  method: string,
  target: string,
  body = '',
  resource = 0,
): Record<string, string> {
  const hash = createHash('sha256').update(body).digest('base64')
  const date = new Date(clock.now).toUTCString()
  const text = `${method}\n${target}\n${date};${new URL(url).host};${hash}`
  const key = Buffer.from(samples.resources[resource]?.accessKey ?? '', 'base64')
  const signature = createHmac('sha256', key).update(text).digest('base64')
  return {
    'content-type': 'application/json',
    'x-ms-date': date,
    'x-ms-content-sha256': hash,
    authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
  }
}
