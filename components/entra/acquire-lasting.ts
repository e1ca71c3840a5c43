import type { AuthenticationResult } from '@azure/msal-browser'
import { explainEntraError } from './explain-entra-error'

// MSAL returns cached tokens until five minutes before they expire. A Teams user token expires with the
// token it was exchanged for, and a call renews its own ten minutes before that.
const MIN_MS = 10 * 60_000

/**
 * A token for Teams that lasts: MSAL's cached one while it has ten minutes left, otherwise a new one.
 * While Entra is unavailable, the cached one to its end. Throws MSAL's errors.
 */
export async function acquireLasting(
  acquire: (forceRefresh: boolean) => Promise<AuthenticationResult>,
): Promise<AuthenticationResult> {
  const known = await acquire(false)
  if (!known.fromCache || lifeOf(known) >= MIN_MS) return known
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
