import 'server-only'
import {
  createLocalJWKSet,
  type CryptoKey,
  errors,
  type FlattenedJWSInput,
  type JWSHeaderParameters,
} from 'jose'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { retryAfterHeader } from '@/lib/errors/retry-after'
import { log } from '@/lib/observability/log'
import { createUpstream } from '@/lib/upstream/create-upstream'
import { entraFailure, entraProblem, isEntraOutage } from './errors'

const COOLDOWN_MS = 30_000
const REFRESH_EVERY_MS = 60 * 60 * 1000

/** One of Entra's signing keys, and, where Entra says so, for which issuer's tokens it is published. */
export interface EntraKey {
  key: CryptoKey
  issuer: string | undefined
}

interface KeySet {
  fetchedAt: number
  find(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey>
  issuers: ReadonlyMap<string | undefined, unknown>
}

// A circuit of its own: fetched at most once in 30 s, keys neither open Entra's nor wait for it.
const callKeyServer = createUpstream({
  name: 'Entra ID',
  limit: 5_000,
  isOutage: isEntraOutage,
  describe: entraFailure,
  toProblem: entraProblem,
})

let known: KeySet | undefined
let fetching: Promise<KeySet> | undefined
let attemptedAt = 0

/**
 * Entra's signing key for a token's header. An unknown key id makes the keys be fetched again, at most
 * once in 30 s whatever comes of it; known keys go on working while the key server is down. Throws
 * jose's errors, or `upstream_unavailable` where no key is known and none can be fetched.
 */
export async function findEntraKey(
  header: JWSHeaderParameters,
  token: FlattenedJWSInput,
): Promise<EntraKey> {
  const keys = known ?? (await fetchFirst())
  if (isOlder(keys.fetchedAt, REFRESH_EVERY_MS)) void refresh(keys)
  try {
    return await findIn(keys, header, token)
  } catch {
    return findIn(await refresh(keys), header, token)
  }
}

/** The keys there are, whose identity changes with them; undefined as long as there are none. */
export function currentKeys(): object | undefined {
  return known
}

async function findIn(keys: KeySet, header: JWSHeaderParameters, token: FlattenedJWSInput) {
  // jose would try a set's only key on a token that names none, whoever that key is published for.
  if (header.kid === undefined) throw new errors.JWKSNoMatchingKey()
  const key = await keys.find(header, token)
  const issuer = keys.issuers.get(header.kid)
  return { key, issuer: typeof issuer === 'string' ? issuer : undefined }
}

async function fetchFirst(): Promise<KeySet> {
  try {
    return await fetchOnce()
  } catch (cause) {
    throw new Problem('upstream_unavailable', { headers: retryAfterHeader(30), cause })
  }
}

// Whoever comes while a fetch is under way shares it; otherwise nothing happens until it's time again.
async function refresh(current: KeySet): Promise<KeySet> {
  if (!fetching && !isOlder(attemptedAt, COOLDOWN_MS)) return known ?? current
  try {
    return await fetchOnce()
  } catch (err) {
    log().warn({ err }, 'Entra keys could not be refreshed')
    return current
  }
}

function fetchOnce(): Promise<KeySet> {
  if (fetching) return fetching
  attemptedAt = Date.now()
  fetching = callKeyServer('keys', fetchKeys, { outlivesRequest: true }).finally(
    () => (fetching = undefined),
  )
  return fetching
}

async function fetchKeys(signal: AbortSignal): Promise<KeySet> {
  const { authorityHost, tenantId, allowedTenants } = env().entra
  // A tenant's own key set is published for that tenant's tokens alone.
  const isOnlyTenant = allowedTenants.every((allowed) => allowed === tenantId)
  const publisher = isOnlyTenant ? tenantId : 'organizations'
  const response = await fetch(`${authorityHost}/${publisher}/discovery/v2.0/keys`, {
    signal,
    redirect: 'error',
  })
  if (!response.ok) throw new Error(`The key server responded with ${response.status}.`)
  const jwks = (await response.json()) as { keys: { kid?: string; issuer?: unknown }[] }
  const find = createLocalJWKSet(jwks) // throws for what is no key set
  const issuers = new Map(jwks.keys.map(({ kid, issuer }) => [kid, issuer]))
  return (known = { fetchedAt: Date.now(), find, issuers })
}

function isOlder(moment: number, milliseconds: number): boolean {
  return Date.now() - moment >= milliseconds
}
