import 'server-only'
import {
  createLocalJWKSet,
  type CryptoKey,
  errors,
  type FlattenedJWSInput,
  type JWSHeaderParameters,
} from 'jose'
import { Problem } from '@/lib/errors/problem'
import { retryAfterHeader } from '@/lib/errors/retry-after'
import type { Upstream } from '@/lib/upstream/create-upstream'
import { keepFresh } from './kept-fresh'

/** A signing key, and, where the key server says so, for which issuer's tokens it is published. */
export interface SigningKey {
  key: CryptoKey
  issuer: string | undefined
}

/** The signing keys of a provider. */
export interface SigningKeys {
  /**
   * The key for a token's header. An unknown key id makes the keys be fetched again, at most once in 30 s
   * whatever comes of it; known keys go on working while the key server is down. Throws jose's errors, or
   * `upstream_unavailable` where no key is known and none can be fetched.
   */
  find: (header: JWSHeaderParameters, token: FlattenedJWSInput) => Promise<SigningKey>
  /** The keys there are, whose identity changes with them; undefined as long as there are none. */
  current: () => object | undefined
}

interface KeySet {
  find(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey>
  issuers: ReadonlyMap<string | undefined, unknown>
}

/** Keeps the JWK Set (RFC 7517) that `request` gets through `call`; `what` is for the log. */
export function keepSigningKeys(
  what: string,
  call: Upstream,
  request: (signal: AbortSignal) => Promise<Response>,
): SigningKeys {
  // Kept for all: it is not for one request's client to end.
  const options = { outlivesRequest: true }
  const kept = keepFresh(what, () =>
    call('keys', async (signal) => readKeySet(await request(signal)), options),
  )
  return {
    async find(header, token) {
      const keys = await kept.get().catch((cause: unknown) => {
        throw new Problem('upstream_unavailable', { headers: retryAfterHeader(30), cause })
      })
      return findIn(keys, header, token).catch(async () =>
        findIn(await kept.refresh(), header, token),
      )
    },
    current: kept.current,
  }
}

async function findIn(keys: KeySet, header: JWSHeaderParameters, token: FlattenedJWSInput) {
  // jose would try a set's only key on a token that names none, whoever that key is published for.
  if (header.kid === undefined) throw new errors.JWKSNoMatchingKey()
  const key = await keys.find(header, token)
  const issuer = keys.issuers.get(header.kid)
  return { key, issuer: typeof issuer === 'string' ? issuer : undefined }
}

async function readKeySet(response: Response): Promise<KeySet> {
  if (!response.ok) throw new Error(`The key server responded with ${response.status}.`)
  const jwks = (await response.json()) as { keys: { kid?: string; issuer?: unknown }[] }
  const find = createLocalJWKSet(jwks) // throws for what is no key set
  return { find, issuers: new Map(jwks.keys.map(({ kid, issuer }) => [kid, issuer])) }
}
