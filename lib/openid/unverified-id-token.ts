import 'server-only'
import { type Configuration, customFetch, type TokenEndpointResponse } from 'openid-client'

const ASIDE = 'unverified_id_token'

/**
 * Has a client hand ID tokens on as they are: openid-client would compare their issuer with the client's,
 * which is never right for Entra's `organizations` (it makes an exception for login.microsoftonline.com
 * alone), and takes their signature for granted. So it sees none, and who asked verifies them.
 */
export function setAsideIdTokens(client: Configuration): void {
  client[customFetch] = async (url, options) => setAside(await fetch(url, options as RequestInit))
}

/** The ID token that came with a response to such a client. */
export function unverifiedIdToken(response: TokenEndpointResponse): string | undefined {
  const { [ASIDE]: given } = response
  return typeof given === 'string' ? given : undefined
}

async function setAside(response: Response): Promise<Response> {
  if (!response.ok) return response
  const { id_token, ...rest } = (await response.json()) as Record<string, unknown>
  return Response.json({ ...rest, [ASIDE]: id_token })
}
