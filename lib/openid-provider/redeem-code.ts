import 'server-only'
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  fetchUserInfo,
  type ServerMetadata,
} from 'openid-client'
import { decodeJwt } from 'jose'
import { env } from '@/lib/env'
import {
  type AuthorizationResponse,
  redeemAuthorizationCode,
  type Redeemed,
  type SignInChecks,
} from '@/lib/openid/redeem-code'
import { setAsideIdTokens } from '@/lib/openid/unverified-id-token'
import { callProvider } from './call-provider'
import { findMetadata } from './metadata'
import { verifyIdToken } from './verify-id-token'

const TIMEOUT_SECONDS = 5

/** Redeems the code of a sign-in, as redeemAuthorizationCode says. Throws a SignInRefusal. */
export function redeemCode(
  callbackUrl: string,
  response: AuthorizationResponse,
  checks: SignInChecks,
): Promise<Redeemed> {
  return redeemAuthorizationCode(callbackUrl, response, checks, {
    call: callProvider,
    createClient,
    verifyIdToken,
    readUserinfo,
  })
}

async function createClient(): Promise<Configuration> {
  const { clientId, clientSecret } = env().openidProvider
  const metadata = await findMetadata()
  const methods = metadata.token_endpoint_auth_methods_supported
  // Of a secret with special characters providers disagree how it is written in a header.
  const authentication = methods.includes('client_secret_post')
    ? ClientSecretPost(clientSecret)
    : ClientSecretBasic(clientSecret)
  const client = new Configuration(metadata as ServerMetadata, clientId, undefined, authentication)
  client.timeout = TIMEOUT_SECONDS
  setAsideIdTokens(client)
  // Deprecated to make it stand out: only local mode has a provider without TLS.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (metadata.token_endpoint.startsWith('http:')) allowInsecureRequests(client)
  return client
}

// Where there is an access token a provider may say a person's name there alone (OpenID Connect Core 1.0,
// 5.4). Nobody is kept out for want of a name.
async function readUserinfo(
  client: Configuration,
  { idToken, accessToken }: { idToken: string; accessToken: string },
): Promise<object | null> {
  const { sub = '', name } = decodeJwt(idToken)
  if (name !== undefined || client.serverMetadata().userinfo_endpoint === undefined) return null
  return callProvider('userinfo', () => fetchUserInfo(client, accessToken, sub)).catch(() => null)
}
