import 'server-only'
import * as z from 'zod'
import { Problem } from '@/lib/errors/problem'
import { type Expected, verifyEntraJwt } from './verify-jwt'

const claims = z.object({
  aud: z.string(),
  exp: z.number(),
  oid: z.guid().toLowerCase(),
  ver: z.string().optional(),
  /** Space-separated scopes; app-only tokens have none. */
  scp: z.string().optional(),
  /** App roles of the user. */
  roles: z.array(z.string()).optional(),
  /** The client app: v2.0 tokens call it `azp`, v1.0 tokens `appid`. */
  azp: z.guid().toLowerCase().optional(),
  appid: z.guid().toLowerCase().optional(),
})

/** Claims of an access token whose signature, audience, issuer and time are right. */
export interface EntraClaims {
  audience: string
  tenantId: string
  objectId: string
  /** What the token says of its own form, and what its issuer says of it. */
  version: string | undefined
  issuerVersion: '1.0' | '2.0'
  scopes: readonly string[]
  roles: readonly string[]
  clientId: string | undefined
  /** Seconds since the epoch. */
  expiresAt: number
}

/**
 * Verifies an Entra access token, v1.0 or v2.0; throws what verifyEntraJwt throws. Which clients, users
 * and scopes are welcome is the caller's business.
 */
export async function verifyAccessToken(token: string, expected: Expected): Promise<EntraClaims> {
  const { payload, tenantId, issuerVersion } = await verifyEntraJwt(token, expected)
  const parsed = claims.safeParse(payload)
  if (!parsed.success) throw new Problem(expected.invalid, { cause: parsed.error })
  const { aud, oid, ver, scp, roles = [], azp, appid, exp } = parsed.data
  return {
    audience: aud,
    tenantId,
    objectId: oid,
    version: ver,
    issuerVersion,
    scopes: scp?.split(' ') ?? [],
    roles,
    clientId: azp ?? appid,
    expiresAt: exp,
  }
}
