import 'server-only'
import type { TokenScope } from '@azure/communication-identity'
import { Problem } from '@/lib/errors/problem'
import { callAcs, requireNotThrottled } from './call-acs'
import { IdentityNotOwned } from './errors'
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

/** An identity that was just created, with its first token where one was asked for. */
interface CreatedUser {
  acsUserId: string
  accessToken: AccessToken | undefined
}

/** Throws `upstream_throttled` while ACS creates no identities: nothing needs to be prepared for one then. */
export function requireCreationAllowed(): Promise<void> {
  return requireNotThrottled('createIdentity')
}

/**
 * Creates an identity, with its first token when `options` are given; a token that makes no sense is
 * left out. Asked once, to the end even when the client goes away: when the response is lost, nobody
 * learns the identity's id. Throws an upstream problem.
 */
export async function createUser(options?: TokenOptions): Promise<CreatedUser> {
  const { user, ...response }: Partial<AccessToken> & { user: { communicationUserId: string } } =
    await callAcs(
      'createIdentity',
      async (client, abortSignal) => {
        if (!options) return { user: await client.createUser({ abortSignal }) }
        const { scopes, expiresInMinutes: tokenExpiresInMinutes } = options
        return client.createUserAndToken([...scopes], { tokenExpiresInMinutes, abortSignal })
      },
      { outlivesRequest: true },
    )
  if (!user.communicationUserId) {
    throw new Problem('upstream_failed', { cause: new Error('ACS named no identity.') })
  }
  learnResource(user.communicationUserId)
  return {
    acsUserId: user.communicationUserId,
    accessToken: isToken(response) ? response : undefined,
  }
}

/**
 * Issues a token. Throws IdentityNotOwned where the identity is gone, or an upstream problem: also
 * where the identity is another resource's, as requireOwnResource does.
 */
export async function getToken(acsUserId: string, options: TokenOptions): Promise<AccessToken> {
  const { scopes, expiresInMinutes: tokenExpiresInMinutes } = options
  const user = { communicationUserId: acsUserId }
  const issued = await callAcs(
    'issueToken',
    (client, abortSignal) =>
      client.getToken(user, [...scopes], { tokenExpiresInMinutes, abortSignal }),
    { isRepeatable: true },
  ).catch(rethrowFor(acsUserId))
  learnResource(acsUserId)
  return checkToken(issued)
}

/** Ends all tokens of an identity. Throws as getToken does. */
export async function revokeTokens(acsUserId: string): Promise<void> {
  const user = { communicationUserId: acsUserId }
  await callAcs(
    'revokeTokens',
    (client, abortSignal) => client.revokeTokens(user, { abortSignal }),
    { isRepeatable: true },
  ).catch(rethrowFor(acsUserId))
  learnResource(acsUserId)
}

/** Deletes an identity and ends its tokens, even when the client goes away. Throws as getToken does. */
export async function deleteUser(acsUserId: string): Promise<void> {
  const user = { communicationUserId: acsUserId }
  await callAcs(
    'deleteIdentity',
    (client, abortSignal) => client.deleteUser(user, { abortSignal }),
    {
      isRepeatable: true,
      outlivesRequest: true,
    },
  ).catch(rethrowFor(acsUserId))
  learnResource(acsUserId)
}

/** The token of a response, whose fields the SDK doesn't check. Throws `upstream_failed`. */
export function checkToken(response: Partial<AccessToken>): AccessToken {
  if (isToken(response)) return { token: response.token, expiresOn: response.expiresOn }
  throw new Problem('upstream_failed', { cause: new Error('ACS responded without a token.') })
}

function isToken(response: Partial<AccessToken>): response is AccessToken {
  const { token, expiresOn } = response
  return Boolean(token && expiresOn && !Number.isNaN(expiresOn.getTime()))
}

// IdentityNotOwned is about the identity only where ACS was asked about one of its own.
function rethrowFor(acsUserId: string) {
  return async (error: unknown): Promise<never> => {
    if (error instanceof IdentityNotOwned) await requireOwnResource(acsUserId)
    throw error
  }
}
