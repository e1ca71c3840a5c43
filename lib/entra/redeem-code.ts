import 'server-only'
import { authorizationCodeGrant } from 'openid-client'
import { env } from '@/lib/env'
import { SignInRefusal } from '@/lib/errors/sign-in-refusal'
import { toRefusal } from '@/lib/upstream/to-refusal'
import { callEntra } from './call-entra'
import { entraClient } from './token-client'
import { unverifiedIdToken } from './unverified-id-token'
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
      () => authorizationCodeGrant(entraClient(env().entra.tenantId), address, checks),
      { toProblem: toRefusal },
    )
    const idToken = unverifiedIdToken(response) ?? ''
    const { refresh_token } = response
    await verifyIdToken(idToken, nonce)
    return { id_token: idToken, ...(refresh_token !== undefined && { refresh_token }) }
  } catch (error) {
    throw toRefusal(error)
  }
}
