import 'server-only'
import { errors, type JWTPayload, jwtVerify } from 'jose'
import { z } from 'zod'
import { env } from '@/lib/env'
import type { ProblemCode } from '@/lib/contract/problems'
import { Problem } from '@/lib/http/problem'
import { entraKeys } from './entra-keys'

const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  tid: z.guid().toLowerCase(),
  oid: z.guid().toLowerCase(),
  ver: z.string().optional(),
  /** Space-separated scopes; app-only tokens have none. */
  scp: z.string().optional(),
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
  clientId: string | undefined
  /** Seconds since the epoch. */
  expiresAt: number
}

interface Expected {
  audiences: string[]
  invalid: ProblemCode
  expired: ProblemCode
}

/**
 * Verifies an Entra access token, v1.0 or v2.0, of any tenant. Throws the problem named by
 * `expected.invalid` or `expected.expired`, or `upstream_unavailable` without any keys. Which
 * tenants, clients, users and scopes are welcome is the caller's business.
 * Source: https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens
 */
export async function verifyEntraToken(token: string, expected: Expected): Promise<EntraClaims> {
  const parsed = claims.safeParse(await verifySignature(token, expected))
  if (!parsed.success) throw new Problem(expected.invalid, { cause: parsed.error })
  const { iss, aud, tid, oid, ver, scp, azp, appid, exp } = parsed.data
  const issuerVersion = versionOf(iss, tid)
  if (!issuerVersion) {
    throw new Problem(expected.invalid, { cause: new Error(`unexpected issuer ${iss}`) })
  }
  return {
    audience: aud,
    tenantId: tid,
    objectId: oid,
    version: ver,
    issuerVersion,
    scopes: scp?.split(' ') ?? [],
    clientId: azp ?? appid,
    expiresAt: exp,
  }
}

async function verifySignature(token: string, expected: Expected): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, entraKeys, {
      algorithms: ['RS256'],
      audience: expected.audiences,
      requiredClaims: ['exp', 'nbf', 'iat'],
      clockTolerance: 60,
    })
    return payload
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) throw new Problem(expected.expired, { cause })
    if (isKeyServerFault(cause)) {
      throw new Problem('upstream_unavailable', { headers: { 'retry-after': '30' }, cause })
    }
    throw new Problem(expected.invalid, { cause })
  }
}

// The v1.0 issuer is the same in all clouds; the v2.0 one is the authority's.
function versionOf(issuer: string, tenantId: string): '1.0' | '2.0' | undefined {
  if (issuer === `https://sts.windows.net/${tenantId}/`) return '1.0'
  if (issuer === `${env().entra.authorityHost}/${tenantId}/v2.0`) return '2.0'
  return undefined
}

// jose has a class for each fault of a token; what is left are faults of fetching the keys.
function isKeyServerFault(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true
  return !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC'
}
