import 'server-only'
import type { AccessToken, TokenCredential } from '@azure/identity'
import { withinLimit } from '@/lib/observability/deadline'

// A connection to the database has 3.5 s; a fetch that takes longer is of use to the next who asks.
const PATIENCE_MS = 3_000
const LIMIT_MS = 15_000
const MARGIN_MS = 2 * 60 * 1000

/**
 * Where to get tokens of an identity: one for a scope that lasts for at least two more minutes, which is kept,
 * or fetched once for all who wait. Throws what @azure/identity throws, or a TimeoutError after 3 s.
 */
export function createTokenSource(makeCredential: () => Promise<TokenCredential>) {
  let credential: Promise<TokenCredential> | undefined
  const known = new Map<string, AccessToken>()
  const fetching = new Map<string, Promise<AccessToken>>()

  async function fetchToken(scope: string): Promise<AccessToken> {
    const token = await (await (credential ??= makeCredential())).getToken(scope)
    // Its type says that there may be none.
    if (!token) throw new Error('The identity got no token.')
    known.set(scope, token)
    return token
  }

  function fetchOnce(scope: string): Promise<AccessToken> {
    const begun =
      fetching.get(scope) ??
      withinLimit(LIMIT_MS, () => fetchToken(scope)).finally(() => fetching.delete(scope))
    fetching.set(scope, begun)
    return begun
  }

  return async function token(scope: string): Promise<string> {
    const kept = known.get(scope)
    if (kept && kept.expiresOnTimestamp - Date.now() > MARGIN_MS) return kept.token
    return (await withinLimit(PATIENCE_MS, () => fetchOnce(scope))).token
  }
}
