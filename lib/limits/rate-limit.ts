import 'server-only'
import { hash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { database } from '@/lib/db/database'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { countRateLimited } from '@/lib/observability/telemetry'
import { createSharedLimiter } from './shared-limiter'

type LimitName = 'token' | 'exchange' | 'unauthenticated'

interface Limiter {
  consume(key: string): Promise<unknown>
}

const MINUTE_SECONDS = 60
const limiters = new Map<LimitName, Promise<Limiter | null>>()

/**
 * Counts a caller's request that reaches ACS or Graph: an exchange by itself, everything else (tokens,
 * creation, deletion, revocation, profile) together as `token`. Throws `rate_limited` above the limit.
 */
export function limitCaller(
  name: 'token' | 'exchange',
  { directory, subject }: { directory: string; subject: string },
): Promise<void> {
  return countAgainst(name, `${directory} ${subject}`)
}

/**
 * Counts a failed authentication, or the start of a sign-in, against the network it
 * comes from. Throws `rate_limited` above the limit.
 */
export function limitFailures(network: string): Promise<void> {
  return countAgainst('unauthenticated', network)
}

// In the database, too, where instances share one.
async function countAgainst(name: LimitName, key: string): Promise<void> {
  const limiter = await limiterOf(name)
  if (!limiter) return
  try {
    await limiter.consume(digest(key))
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    countRateLimited(name)
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
    throw new Problem('rate_limited', { headers: { 'retry-after': String(seconds) } })
  }
}

function limiterOf(name: LimitName): Promise<Limiter | null> {
  const known = limiters.get(name)
  if (known) return known
  const limiter = createLimiter(name)
  limiters.set(name, limiter)
  limiter.catch(() => limiters.delete(name))
  return limiter
}

async function createLimiter(name: LimitName): Promise<Limiter | null> {
  const points = env().rateLimits[name]
  if (points === 0) return null
  const options = { points, duration: MINUTE_SECONDS, keyPrefix: name }
  const { pool } = await database()
  return pool ? createSharedLimiter(pool, options) : new RateLimiterMemory(options)
}

// Of fixed length, whatever an address is made up of; each is forgotten after its minute.
function digest(key: string): string {
  return hash('sha256', key, 'base64url').slice(0, 22)
}
