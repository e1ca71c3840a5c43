import 'server-only'
import * as z from 'zod'
import { env } from '@/lib/env'
import { providerKeys } from '@/lib/openid-provider/keys'
import { findMetadata } from '@/lib/openid-provider/metadata'
import { redeemCode } from '@/lib/openid-provider/redeem-code'
import { verifyAccessToken } from '@/lib/openid-provider/verify-access-token'
import { toRefusal } from '@/lib/upstream/to-refusal'
import type { Caller } from '../caller'
import { rememberVerified } from '../remember-verified'
import type { Directory, Person } from './directory'

/** Any OpenID provider: a caller's directory is its issuer, their subject their `sub`. */
export const openidProviderDirectory: Directory = {
  verifyBearer,
  apiAuthorization: () => {
    const { audience, discoveryUrl } = env().openidProvider
    return audience === undefined ? null : { kind: 'openid', discoveryUrl }
  },
  signInProvider: () => ({
    id: 'oidc',
    name: env().openidProvider.name,
    clientId: env().openidProvider.clientId,
    parameters: { scope: 'openid profile email' },
    directoryTerm: 'Issuer',
  }),
  members: () => [env().openidProvider.issuer],
  authorizationEndpoint,
  redeemCode,
  toPerson,
  // The provider decides who may sign in to this app.
  whyNotAdmitted: () => null,
  signOutAddress,
}

const recallCaller = rememberVerified<Caller>(providerKeys.current)

// Throws `token_invalid`, `token_expired` or `upstream_unavailable`.
function verifyBearer(token: string): Promise<Caller> {
  return recallCaller(token, async () => {
    const { subject, expiresAt } = await verifyAccessToken(token)
    const directory = env().openidProvider.issuer
    return {
      says: { directory, subject, roles: [], proof: { kind: 'bearer', token } },
      endsAt: expiresAt,
    }
  })
}

async function authorizationEndpoint(): Promise<string> {
  const metadata = await findMetadata().catch((error: unknown) => {
    throw toRefusal(error)
  })
  return metadata.authorization_endpoint
}

// OpenID Connect Core 1.0, section 5.1; B2C has `emails`.
const idTokenClaims = z.object({
  sub: z.string(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  email: z.string().optional(),
  emails: z.array(z.string()).optional(),
})

function toPerson(claims: unknown): Person {
  const { sub, name, preferred_username, email, emails } = idTokenClaims.parse(claims)
  const username = [preferred_username, email, emails?.[0]].find(Boolean) ?? ''
  return {
    directory: env().openidProvider.issuer,
    subject: sub,
    name: [name, username].find(Boolean) ?? sub,
    username,
    // There is no claim for them that all providers know.
    roles: [],
  }
}

// OpenID Connect RP-Initiated Logout 1.0. The pages' policy lets a form lead to the directory's origins
// alone; and where the provider is unavailable, this app's own session has ended all the same.
async function signOutAddress(returnTo: string): Promise<string | null> {
  const metadata = await findMetadata().catch(() => null)
  const endpoint = metadata?.end_session_endpoint
  if (!endpoint || !env().directoryOrigins.includes(new URL(endpoint).origin)) return null
  const url = new URL(endpoint)
  url.searchParams.set('client_id', env().openidProvider.clientId)
  url.searchParams.set('post_logout_redirect_uri', returnTo)
  return url.href
}
