import 'server-only'
import { authorizationCodeGrant, type Configuration, customFetch } from 'openid-client'
import { env } from '@/lib/env'
import { SignInRefusal } from '@/lib/errors/sign-in-refusal'
import { toRefusal } from '@/lib/upstream/to-refusal'
import { callEntra } from './call-entra'
import { createEntraClient } from './token-client'
import { verifyIdToken } from './verify-id-token'

/** What Entra led the browser back with. */
interface Parameters {
  code?: string
  state?: string
  iss?: unknown
}

/** What a sign-in was begun with, from next-auth's cookies. */
interface Checks {
  state?: string
  nonce?: string
  code_verifier?: string
}

const ID_TOKEN = 'unverified_id_token'

/**
 * Redeems the authorization code that Entra led a browser to `callbackUrl` with. Returns a verified ID
 * token, and the refresh token if there is one. Throws a SignInRefusal.
 */
export async function redeemCode(
  callbackUrl: string,
  { code, state: returned, iss }: Parameters,
  { state, nonce, code_verifier: pkceCodeVerifier }: Checks,
): Promise<{ id_token: string; refresh_token?: string }> {
  // next-auth leaves comparing the state to whoever redeems the code.
  if (!state || !nonce || !pkceCodeVerifier || returned !== state) {
    throw new SignInRefusal({ code: 'state' })
  }
  const address = new URL(callbackUrl)
  for (const [name, value] of Object.entries({ code, state, iss })) {
    if (typeof value === 'string') address.searchParams.set(name, value)
  }
  try {
    const checks = { expectedState: state, pkceCodeVerifier }
    const response = await callEntra(
      'redeemCode',
      () => authorizationCodeGrant(signInClient(), address, checks),
      { toProblem: toRefusal },
    )
    const { [ID_TOKEN]: given, refresh_token } = response
    const idToken = typeof given === 'string' ? given : ''
    await verifyIdToken(idToken, nonce)
    return { id_token: idToken, ...(refresh_token !== undefined && { refresh_token }) }
  } catch (error) {
    throw toRefusal(error)
  }
}

// openid-client would compare the ID token's issuer with the client's, which is never right for
// `organizations`; it makes an exception for login.microsoftonline.com alone (its handleEntraId). So it
// sees none, and verifyIdToken does its work for every cloud.
function signInClient(): Configuration {
  const client = createEntraClient(env().entra.tenantId)
  client[customFetch] = async (url, options) =>
    setAsideIdToken(await fetch(url, options as RequestInit))
  return client
}

async function setAsideIdToken(response: Response): Promise<Response> {
  if (!response.ok) return response
  const { id_token, ...rest } = (await response.json()) as Record<string, unknown>
  return Response.json({ ...rest, [ID_TOKEN]: id_token })
}
