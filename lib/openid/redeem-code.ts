import 'server-only'
import { authorizationCodeGrant, type Configuration } from 'openid-client'
import { SignInRefusal } from '@/lib/errors/sign-in-refusal'
import type { Upstream } from '@/lib/upstream/create-upstream'
import { toRefusal } from '@/lib/upstream/to-refusal'
import { unverifiedIdToken } from './unverified-id-token'

/** What a provider led the browser back with. */
export interface AuthorizationResponse {
  code?: string
  state?: string
  iss?: unknown
}

/** What a sign-in was begun with, from next-auth's cookies. */
export interface SignInChecks {
  state?: string
  nonce?: string
  code_verifier?: string
}

/** What a code is redeemed for. */
export interface Redeemed {
  id_token: string
  refresh_token?: string
  /** What else the provider says of the person, where it was asked. */
  userinfo?: object
}

interface Provider {
  call: Upstream
  /** A client that sets ID tokens aside: see unverified-id-token.ts. */
  createClient: () => Promise<Configuration> | Configuration
  /** Verifies an ID token that must say `nonce`. */
  verifyIdToken: (token: string, nonce: string) => Promise<unknown>
  /** What the provider says of the person of a verified ID token besides; null for nothing. */
  readUserinfo?: (
    client: Configuration,
    tokens: { idToken: string; accessToken: string },
  ) => Promise<object | null>
}

/**
 * Redeems the authorization code that a provider led a browser to `callbackUrl` with. Returns a verified ID
 * token, and the refresh token if there is one. Throws a SignInRefusal.
 */
export async function redeemAuthorizationCode(
  callbackUrl: string,
  { code, state: returned, iss }: AuthorizationResponse,
  { state, nonce, code_verifier: pkceCodeVerifier }: SignInChecks,
  { call, createClient, verifyIdToken, readUserinfo }: Provider,
): Promise<Redeemed> {
  // next-auth leaves comparing the state to whoever redeems the code.
  if (!state || !nonce || !pkceCodeVerifier || returned !== state) {
    throw new SignInRefusal({ code: 'state' })
  }
  const address = new URL(callbackUrl)
  for (const [name, value] of Object.entries({ code, state, iss })) {
    if (typeof value === 'string') address.searchParams.set(name, value)
  }
  try {
    const client = await createClient()
    const checks = { expectedState: state, pkceCodeVerifier }
    const response = await call(
      'redeemCode',
      () => authorizationCodeGrant(client, address, checks),
      { toProblem: toRefusal },
    )
    const { refresh_token, access_token: accessToken } = response
    const idToken = unverifiedIdToken(response) ?? ''
    await verifyIdToken(idToken, nonce)
    const userinfo = await readUserinfo?.(client, { idToken, accessToken })
    return {
      id_token: idToken,
      ...(refresh_token !== undefined && { refresh_token }),
      ...(userinfo && { userinfo }),
    }
  } catch (error) {
    throw toRefusal(error)
  }
}
