import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE_MS = 8_000
const FIRST_PAUSE_MS = 5
const LONGEST_PAUSE_MS = 100

interface RetryOptions {
  /** Milliseconds; 8 s by default. */
  patience?: number | undefined
  /** Called when the file is found locked, once. */
  onLocked?: () => void
}

/**
 * Does work on a SQLite file, again while another connection has it locked, for up to 8 s. Only for single
 * statements by a client of openSqlite, of which a locked one has done nothing. Throws what the last
 * attempt threw.
 */
export async function retryWhileLocked<T>(
  work: () => Promise<T>,
  { patience = PATIENCE_MS, onLocked }: RetryOptions = {},
): Promise<T> {
  const deadline = performance.now() + patience
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    try {
      return await work()
    } catch (error) {
      if (!isLocked(error) || performance.now() + pause > deadline) throw error
      if (pause === FIRST_PAUSE_MS) onLocked?.()
    }
    await sleep(pause)
  }
}

/** Whether an error says that another connection has the file locked: the driver's, or Prisma's of it. */
export function isLocked(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return code === 'SQLITE_BUSY' || code === 'P1008'
}
