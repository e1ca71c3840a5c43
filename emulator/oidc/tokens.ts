import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { OidcClient, OidcPerson } from '../core/config/config'
import { type Emulator, seconds } from '../core/emulator'
import { issuedAt } from '../core/issuance'
import { sign } from '../core/keys'
import { seal } from '../entra/tokens/sealed'
import { type Provider, subjectFor } from './provider'

const HOUR = 3600

/** What a person let a client have. */
export interface OidcGrant {
  provider: Provider
  client: OidcClient
  person: OidcPerson
  scopes: readonly string[]
  signedInAt: number
}

export const oidcRefreshSchema = z.object({
  use: z.literal('oidc-refresh'),
  provider: z.string(),
  clientId: z.string(),
  personId: z.string(),
  scopes: z.array(z.string()),
  signedInAt: z.number(),
  issuedAt: z.number(),
})

/** The token endpoint's response: OpenID Connect Core sections 3.1.3.3 and 12.2. */
export async function oidcTokens(grant: OidcGrant, nonce: string | undefined, emulator: Emulator) {
  const { scopes } = grant
  return {
    token_type: 'Bearer',
    access_token: accessToken(grant, emulator),
    expires_in: HOUR,
    scope: scopes.join(' '),
    id_token: idToken(grant, nonce, emulator),
    ...(scopes.includes('offline_access') && {
      refresh_token: await refreshToken(grant, emulator),
    }),
  }
}

// Who it is, and nothing about them: that is what userinfo is for.
function idToken(grant: OidcGrant, nonce: string | undefined, emulator: Emulator): string {
  const { provider, client, person, signedInAt } = grant
  const now = seconds(emulator)
  return sign(emulator.keys, 'oidc', {
    iss: provider.issuer,
    sub: subjectFor(person, client),
    aud: client.clientId,
    iat: now,
    exp: now + HOUR,
    auth_time: Math.floor(signedInAt / 1000),
    ...(nonce !== undefined && { nonce }),
  })
}

// RFC 9068. Besides the API it is for, userinfo takes it.
function accessToken({ provider, client, person, scopes }: OidcGrant, emulator: Emulator): string {
  const now = seconds(emulator)
  const { audience } = client
  return sign(
    emulator.keys,
    'oidc',
    {
      iss: provider.issuer,
      sub: subjectFor(person, client),
      aud: audience === undefined ? provider.issuer : [audience, provider.issuer],
      client_id: client.clientId,
      scope: scopes.join(' '),
      iat: now,
      exp: now + HOUR,
      jti: randomUUID(),
    },
    { typ: 'at+jwt' },
  )
}

function refreshToken(grant: OidcGrant, { store, now }: Emulator): Promise<string> {
  const { provider, client, person, scopes, signedInAt } = grant
  return seal({
    use: 'oidc-refresh',
    provider: provider.name,
    clientId: client.clientId,
    personId: person.id,
    scopes: [...scopes],
    signedInAt,
    issuedAt: issuedAt(store.grants, now()),
  } satisfies z.infer<typeof oidcRefreshSchema>)
}
