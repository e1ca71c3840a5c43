import 'server-only'
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

const REFRESH_EVERY_MS = 60 * 60 * 1000

type KeySet = ReturnType<typeof createRemoteJWKSet>

let keySet: KeySet | undefined
let refreshedAt = 0

/**
 * Entra's signing keys. An unknown key id makes them be fetched again, at most every 30 s; known keys
 * go on working while the key server is down. Throws jose's errors, or fetch's.
 */
export const entraKeys: JWTVerifyGetKey = async (header, token) => {
  const keys = (keySet ??= createKeySet())
  if (keys.jwks() && Date.now() - refreshedAt > REFRESH_EVERY_MS) refreshInBackground(keys)
  return keys(header, token)
}

function createKeySet(): KeySet {
  const { authorityHost, tenantId } = env().entra
  refreshedAt = Date.now()
  // Never stale by itself: jose would refuse known keys while the server can't be reached.
  return createRemoteJWKSet(new URL(`${authorityHost}/${tenantId}/discovery/v2.0/keys`), {
    cacheMaxAge: Infinity,
    cooldownDuration: 30_000,
    timeoutDuration: 5_000,
  })
}

function refreshInBackground(keys: KeySet): void {
  refreshedAt = Date.now()
  keys.reload().catch((err: unknown) => log().warn({ err }, 'Entra keys could not be refreshed'))
}
