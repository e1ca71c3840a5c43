import 'server-only'
import { database, isUniqueViolation } from '@/lib/db/database'
import type { CallerId } from '../caller'

/**
 * The generation that a session beginning now is of. Where there is a row, the same statement notes
 * that one begins: read first and noted afterwards, the row could be deleted in between, and the
 * session would outlive its generation.
 */
export async function beginSession({ directory, subject }: CallerId): Promise<number> {
  const { sessionGeneration: generations } = await database()
  const [row] = await generations.updateManyAndReturn({
    where: { directory, subject },
    data: { lastSessionAt: new Date() },
    select: { generation: true },
  })
  return row?.generation ?? 0
}

/** Ends all of a caller's sessions, on every device and instance, and forgets their Entra grants. */
export async function endAllSessions({ directory, subject }: CallerId): Promise<void> {
  const { sessionGeneration: generations, entraGrant } = await database()
  const next = () =>
    generations.updateMany({
      where: { directory, subject },
      data: { generation: { increment: 1 }, lastSessionAt: new Date() },
    })
  if ((await next()).count === 0) {
    const first = { directory, subject, generation: 1, lastSessionAt: new Date() }
    await generations
      .create({ data: first, select: { generation: true } })
      .catch(async (error: unknown) => {
        if (!isUniqueViolation(error)) throw error
        await next() // another instance was first: its generation is the one to end, too
      })
  }
  await entraGrant.deleteMany({ where: { directory, subject } })
}

/**
 * Deletes up to `limit` rows of callers in whose current generation no session has begun since
 * `before`, and returns how many. That must be longer ago than a session may live: then every session
 * that carries an earlier generation has ended, and so has every one that carries the current, and
 * counting may begin anew. See docs/decisions/0023-retention.md for the races.
 */
export async function deleteUnusedGenerations(before: Date, limit: number): Promise<number> {
  const { sessionGeneration: generations } = await database()
  const rows = await generations.findMany({
    where: { lastSessionAt: { lt: before } },
    select: { directory: true, subject: true },
    // By the index: otherwise Prisma orders what it limits by the key, and all rows are looked at.
    orderBy: { lastSessionAt: 'asc' },
    take: limit,
  })
  if (rows.length === 0) return 0
  // The condition again: a session may have begun meanwhile.
  await generations.deleteMany({ where: { OR: rows, lastSessionAt: { lt: before } } })
  return rows.length
}

/**
 * Dates up to `limit` rows that an earlier release wrote, and returns how many: what it began without
 * saying when may have begun just now.
 */
export async function dateGenerations(limit: number): Promise<number> {
  const { sessionGeneration: generations } = await database()
  const { count } = await generations.updateMany({
    where: { lastSessionAt: null },
    data: { lastSessionAt: new Date() },
    limit,
  })
  return count
}
