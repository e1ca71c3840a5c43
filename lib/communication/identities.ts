import 'server-only'
import type { TokenScope } from '@azure/communication-identity'
import { Problem } from '@/lib/errors/problem'
import { acsProblem, IdentityNotOwned } from './acs-error'
import { callOnce, callRepeatable } from './call-acs'
import { identityClient } from './client'
import { learnResource, requireOwnResource } from './own-resource'

/** What a token is for and how long it lasts. */
export interface TokenOptions {
  scopes: readonly TokenScope[]
  /** 60 to 1440. */
  expiresInMinutes: number
}

/** A token as ACS issued it. */
export interface AccessToken {
  token: string
  expiresOn: Date
}

/**
 * Creates an identity, with its first token when `options` are given; a token that makes no sense is
 * left out. Asked once: when the answer is lost, nobody learns the identity's id. Throws an upstream
 * problem.
 */
export async function createIdentity(
  options?: TokenOptions,
): Promise<{ acsUserId: string; accessToken: AccessToken | null }> {
  const { user, ...answer } = await callOnce('createIdentity', async (abortSignal) =>
    options
      ? (await identityClient()).createUserAndToken([...options.scopes], {
          tokenExpiresInMinutes: options.expiresInMinutes,
          abortSignal,
        })
      : createWithoutToken(abortSignal),
  ).catch(refuse)
  if (!user.communicationUserId) {
    throw new Problem('upstream_failed', { cause: new Error('ACS named no identity.') })
  }
  learnResource(user.communicationUserId)
  return { acsUserId: user.communicationUserId, accessToken: isToken(answer) ? answer : null }
}

async function createWithoutToken(
  abortSignal: AbortSignal,
): Promise<Partial<AccessToken> & { user: { communicationUserId: string } }> {
  return { user: await (await identityClient()).createUser({ abortSignal }) }
}

/**
 * Issues a token. Throws IdentityNotOwned where the identity is gone, or an upstream problem: also
 * where the identity is another resource's, as requireOwnResource does.
 */
export async function issueToken(acsUserId: string, options: TokenOptions): Promise<AccessToken> {
  const issued = await callRepeatable('issueToken', async (abortSignal) =>
    (await identityClient()).getToken({ communicationUserId: acsUserId }, [...options.scopes], {
      tokenExpiresInMinutes: options.expiresInMinutes,
      abortSignal,
    }),
  ).catch((error: unknown) => refuseFor(acsUserId, error))
  learnResource(acsUserId)
  return checkToken(issued)
}

/** Ends all tokens of an identity. Throws as issueToken does. */
export async function revokeTokens(acsUserId: string): Promise<void> {
  await callRepeatable('revokeTokens', async (abortSignal) =>
    (await identityClient()).revokeTokens({ communicationUserId: acsUserId }, { abortSignal }),
  ).catch((error: unknown) => refuseFor(acsUserId, error))
  learnResource(acsUserId)
}

/** Deletes an identity and ends its tokens. Throws as issueToken does. */
export async function deleteIdentity(acsUserId: string): Promise<void> {
  await callRepeatable('deleteIdentity', async (abortSignal) =>
    (await identityClient()).deleteUser({ communicationUserId: acsUserId }, { abortSignal }),
  ).catch((error: unknown) => refuseFor(acsUserId, error))
  learnResource(acsUserId)
}

/** The token of an answer, whose fields the SDK doesn't check. Throws `upstream_failed`. */
export function checkToken(answer: Partial<AccessToken>): AccessToken {
  if (isToken(answer)) return { token: answer.token, expiresOn: answer.expiresOn }
  throw new Problem('upstream_failed', { cause: new Error('ACS answered without a token.') })
}

function isToken(answer: Partial<AccessToken>): answer is AccessToken {
  return Boolean(answer.token && answer.expiresOn && !Number.isNaN(answer.expiresOn.getTime()))
}

function refuse(error: unknown): never {
  throw acsProblem(error)
}

// IdentityNotOwned is about the identity only where ACS was asked about one of its own.
async function refuseFor(acsUserId: string, error: unknown): Promise<never> {
  const problem = acsProblem(error)
  if (problem instanceof IdentityNotOwned) await requireOwnResource(acsUserId)
  throw problem
}
