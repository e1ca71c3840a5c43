import { timingSafeEqual } from 'node:crypto'
import { type EmulatorRequest, header } from './http'

/** Which client asks, and the secret it shows, if any. */
export interface ClientCredentials {
  clientId: string
  secret: string | undefined
}

/** The credentials of HTTP Basic; both halves are form-encoded before they are joined (RFC 6749 section 2.3.1). */
export function basicCredentials(request: EmulatorRequest): ClientCredentials | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(header(request, 'authorization') ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString()
  const [, clientId = '', secret = ''] = /^([^:]*):(.*)$/s.exec(text) ?? []
  return { clientId: formDecode(clientId), secret: formDecode(secret) }
}

/** The credentials in a form's fields. */
export function postedCredentials(form: URLSearchParams): ClientCredentials {
  return {
    clientId: form.get('client_id') ?? '',
    secret: form.get('client_secret') ?? undefined,
  }
}

/** Whether two secrets are the same, in a time that doesn't tell where they differ. */
export function isSameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

// Unlike decodeURIComponent this takes malformed text as it is.
function formDecode(text: string): string {
  return new URLSearchParams(`text=${text.replaceAll('&', '%26')}`).get('text') ?? ''
}
