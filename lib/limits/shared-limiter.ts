import 'server-only'
import type { Pool } from 'pg'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { log } from '@/lib/observability/log'

const WRITE_EVERY_MS = 1_000
/** The part of its limit that a key may use here before the other instances know. */
const UNKNOWN_PART = 0.1

// In the order of the keys: two instances that add to the same rows can't wait for each other in a circle.
const ADD = `INSERT INTO "RateLimit" AS stored ("key", "points", "expire")
  SELECT "key", "points", $3::bigint FROM unnest($1::text[], $2::int[]) AS counted("key", "points")
  ORDER BY "key"
  ON CONFLICT ("key") DO UPDATE SET
    "points" = CASE WHEN stored."expire" <= $4 THEN 0 ELSE stored."points" END + excluded."points",
    "expire" = CASE WHEN stored."expire" <= $4 THEN excluded."expire" ELSE stored."expire" END
  RETURNING "key", "points", "expire"`

interface Row {
  key: string
  points: number
  /** Milliseconds since 1970; the driver gives 64 bits as text. */
  expire: string
}

export interface LimiterOptions {
  /** Requests in each window. */
  points: number
  /** The window's length in seconds. */
  duration: number
  keyPrefix: string
}

/**
 * A limit that instances share without a write per request. Each counts in memory; once a second it adds
 * what it counted to the database, in one statement, and learns there what the others counted. Whoever
 * used more than a tenth of their limit meanwhile waits for that, so that n instances let through at most
 * 1 + n/10 times the limit. While the database is unavailable, each instance counts for itself.
 */
export function createSharedLimiter(pool: Pool, options: LimiterOptions) {
  const memory = new RateLimiterMemory(options)
  const prefix = `${options.keyPrefix}:`
  /** What the database doesn't know yet. */
  const unwritten = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined
  let lastWrite = Promise.resolve()
  let nextWrite: Promise<void> | undefined
  let isShared = true

  // One at a time: whoever comes during one waits for the next, which has their count.
  function write(): Promise<void> {
    nextWrite ??= lastWrite.then(() => {
      nextWrite = undefined
      return (lastWrite = writeCounts())
    })
    return nextWrite
  }

  async function writeCounts(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const counts = [...unwritten]
    if (counts.length === 0) return
    try {
      const rows = await addToDatabase(counts)
      await Promise.all(rows.map(learn))
      isShared = true
    } catch (err) {
      if (isShared) log().warn({ err }, 'rate limits are not shared, will retry')
      isShared = false
    } finally {
      forget(counts)
    }
  }

  async function addToDatabase(counts: [string, number][]): Promise<Row[]> {
    const keys = counts.map(([key]) => `${prefix}${key}`)
    const points = counts.map(([, count]) => count)
    const now = Date.now()
    const values = [keys, points, now + options.duration * 1000, now]
    return (await pool.query<Row>({ name: 'add-to-limits', text: ADD, values })).rows
  }

  function forget(counts: [string, number][]): void {
    for (const [key, count] of counts) {
      const sinceThen = (unwritten.get(key) ?? 0) - count
      if (sinceThen > 0) unwritten.set(key, sinceThen)
      else unwritten.delete(key)
    }
  }

  async function learn({ key: storedKey, points, expire }: Row): Promise<void> {
    const key = storedKey.slice(prefix.length)
    const seconds = (Number(expire) - Date.now()) / 1000
    // 0 seconds would be for ever.
    if (seconds > 0) await memory.set(key, points, seconds)
  }

  return {
    /** Counts one request. Throws a RateLimiterRes above the limit. */
    async consume(key: string): Promise<void> {
      await memory.consume(key)
      const count = (unwritten.get(key) ?? 0) + 1
      unwritten.set(key, count)
      timer ??= setTimeout(() => void write(), WRITE_EVERY_MS).unref()
      if (count <= options.points * UNKNOWN_PART) return
      await write()
      // Nothing more, but refused where others had used the limit.
      await memory.consume(key, 0)
    },
  }
}
