import type { AuthenticationResult } from '@azure/msal-browser'
import { explainEntraError } from './explain-entra-error'

// MSAL hands out what it has until five minutes before the end. A Teams user token ends with the
// token it was exchanged for, and a call renews its own ten minutes before the end.
const LEAST_MS = 10 * 60_000

/**
 * A token for Teams that lasts: MSAL's own while ten minutes of it are left, otherwise one that Entra
 * issues now. Where Entra can't be asked at the moment, what is left of MSAL's. Throws MSAL's errors.
 */
export async function acquireLasting(
  acquire: (forceRefresh: boolean) => Promise<AuthenticationResult>,
): Promise<AuthenticationResult> {
  const known = await acquire(false)
  if (!known.fromCache || lifeOf(known) >= LEAST_MS) return known
  try {
    return await acquire(true)
  } catch (error) {
    if (explainEntraError(error, 'teams').isTransient && lifeOf(known) > 0) return known
    throw error
  }
}

function lifeOf({ expiresOn }: AuthenticationResult): number {
  return (expiresOn?.getTime() ?? 0) - Date.now()
}
