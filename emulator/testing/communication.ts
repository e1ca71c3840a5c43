import { bodyOf, type TestEmulator } from './emulator'
import { signatureHeaders } from './signature-headers'

interface SignedRequest {
  method?: string
  body?: unknown
  /** Which of the two sample resources signs. */
  resource?: number
  headers?: Record<string, string>
}

/** Sends a request signed with an access key, as the SDK would. */
export function sendSigned(
  emulator: TestEmulator,
  target: string,
  { method = 'POST', body, resource = 0, headers = {} }: SignedRequest = {},
): Promise<Response> {
  const text = body === undefined ? '' : JSON.stringify(body)
  return emulator.fetch(target, {
    method,
    headers: { ...signatureHeaders(emulator, method, target, text, resource), ...headers },
    ...(text !== '' && { body: text }),
  })
}

export const VERSION = 'api-version=2023-10-01'

/** Creates an identity and returns its id. */
export async function createIdentity(emulator: TestEmulator, resource = 0): Promise<string> {
  const response = await sendSigned(emulator, `/identities?${VERSION}`, { resource })
  return (await bodyOf<{ identity: { id: string } }>(response)).identity.id
}

/** The path of an identity, percent-encoded as the SDK does it. */
export function identityPath(id: string, operation = ''): string {
  return `/identities/${encodeURIComponent(id)}${operation}?${VERSION}`
}

/** Status, code, message and target of an error response, as the sheet's table has them. */
export async function errorOf(response: Response): Promise<unknown[]> {
  const { error } = await bodyOf<{ error: { code: string; message: string; target?: string } }>(
    response,
  )
  return [response.status, error.code, error.message, ...(error.target ? [error.target] : [])]
}

/** The path of a Teams Phone assignment. */
export function assignmentPath(tenantId: string, objectId: string, version = '2025-06-30'): string {
  return `/access/teamsExtension/tenants/${tenantId}/assignments/${objectId}?api-version=${version}`
}
