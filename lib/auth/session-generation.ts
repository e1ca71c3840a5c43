import 'server-only'
import { database, isUniqueViolation } from '@/lib/db/database'
import type { CallerId } from './caller'

const findQuery = {
  name: 'find-session-generation',
  sql: 'SELECT "generation" FROM "SessionGeneration" WHERE "directory" = $1 AND "subject" = $2',
}

/** The generation of sessions a caller is at: sessions that began in an earlier one have ended. */
export async function sessionGeneration({ directory, subject }: CallerId): Promise<number> {
  const { readRow } = await database()
  const row = await readRow(findQuery, [directory, subject])
  return Number(row?.generation ?? 0)
}

/** Ends all of a caller's sessions, on every device and instance, and forgets their Entra grants. */
export async function endAllSessions({ directory, subject }: CallerId): Promise<void> {
  const { sessionGeneration: generations, entraGrant } = await database()
  const next = () =>
    generations.updateMany({
      where: { directory, subject },
      data: { generation: { increment: 1 } },
    })
  if ((await next()).count === 0) {
    const first = { directory, subject, generation: 1 }
    await generations
      .create({ data: first, select: { generation: true } })
      .catch(async (error: unknown) => {
        if (!isUniqueViolation(error)) throw error
        await next() // another instance was first: its generation is the one to end, too
      })
  }
  await entraGrant.deleteMany({ where: { directory, subject } })
}
