import 'server-only'
import { errors, type JWTPayload, jwtVerify } from 'jose'
import * as z from 'zod'
import type { ProblemCode } from '@/lib/contract/problems'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { entraKeys } from './keys'

const origin = z.object({ iss: z.string(), tid: z.guid().toLowerCase() })

/** What a token has to be, and the problems that it is instead. */
export interface Expected {
  audiences: string[]
  invalid: ProblemCode
  expired: ProblemCode
  /** Whose tenants' tokens are welcome; without it, any tenant's are. */
  tenants?: { allowed: readonly string[]; otherwise: ProblemCode }
}

/** A JWT of Entra whose signature, time, audience, issuer and key are right. */
export interface EntraJwt {
  payload: JWTPayload
  tenantId: string
  issuerVersion: '1.0' | '2.0'
}

/**
 * Verifies a JWT of Entra, v1.0 or v2.0. Throws the problems that `expected` names, or
 * `upstream_unavailable` without any keys.
 * Source: https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens
 */
export async function verifyEntraJwt(token: string, expected: Expected): Promise<EntraJwt> {
  const { payload, keyIssuer } = await verifySignature(token, expected)
  const parsed = origin.safeParse(payload)
  if (!parsed.success) throw new Problem(expected.invalid, { cause: parsed.error })
  const { iss, tid } = parsed.data
  const issuerVersion = versionOf(iss, tid)
  if (!issuerVersion) throw new Problem(expected.invalid, { cause: new Error('wrong issuer') })
  const { tenants } = expected
  if (tenants && !tenants.allowed.includes(tid)) throw new Problem(tenants.otherwise)
  if (!isPublishedFor(tid, keyIssuer)) {
    throw new Problem(expected.invalid, { cause: new Error('key of another issuer') })
  }
  return { payload, tenantId: tid, issuerVersion }
}

async function verifySignature(token: string, expected: Expected) {
  let keyIssuer: string | undefined
  try {
    const { payload } = await jwtVerify(
      token,
      async (header, jws) => {
        const { key, issuer } = await entraKeys.find(header, jws)
        keyIssuer = issuer
        return key
      },
      {
        algorithms: ['RS256'],
        audience: expected.audiences,
        requiredClaims: ['exp', 'nbf', 'iat'],
        clockTolerance: 60,
      },
    )
    return { payload, keyIssuer }
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    const isExpired = cause instanceof errors.JWTExpired
    throw new Problem(isExpired ? expected.expired : expected.invalid, { cause })
  }
}

// The v1.0 issuer is the same in all clouds; the v2.0 one is the authority's.
function versionOf(issuer: string, tenantId: string): '1.0' | '2.0' | undefined {
  if (issuer === `https://sts.windows.net/${tenantId}/`) return '1.0'
  if (issuer === v2Issuer(tenantId)) return '2.0'
  return undefined
}

// A key's own issuer is always of the v2.0 form, with `{tenantid}` where the key serves all tenants, and
// binds the tenant's v1.0 tokens, too.
// Source: Microsoft.IdentityModel.Validators, AadTokenValidationParametersExtension
function isPublishedFor(tenantId: string, keyIssuer: string | undefined): boolean {
  return keyIssuer === undefined || keyIssuer.replace('{tenantid}', tenantId) === v2Issuer(tenantId)
}

function v2Issuer(tenantId: string): string {
  return `${env().entra.authorityHost}/${tenantId}/v2.0`
}
