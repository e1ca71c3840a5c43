import 'server-only'
import { LRUCache } from 'lru-cache'
import { database } from '@/lib/db/database'
import { log } from '@/lib/observability/log'

const HOUR_MS = 60 * 60_000
const WRITE_EVERY_MS = 5_000
// SQLite binds 999 values at the most.
const BATCH = 500
/** What is lost beyond that is a date that is an hour older. */
const MOST_WAITING = 50_000

/** The hour that is on record, or about to be, by mapping. */
const hours = new LRUCache<string, number>({ max: 100_000 })
let waiting = new Set<string>()
let timer: NodeJS.Timeout | undefined

/** Has it on record, to the hour and within seconds, that a token of a mapping was handed out. */
export function noteIssue(mappingId: string): void {
  const hour = thisHour()
  if (hours.get(mappingId) === hour || waiting.size >= MOST_WAITING) return
  hours.set(mappingId, hour)
  waiting.add(mappingId)
  timer ??= setTimeout(() => void writeIssues(), WRITE_EVERY_MS).unref()
}

/** Writes what waits, one statement for many mappings; never throws. */
async function writeIssues(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const ids = [...waiting]
  waiting = new Set()
  try {
    const { identityMapping } = await database()
    for (let start = 0; start < ids.length; start += BATCH) {
      await identityMapping.updateMany({
        where: { id: { in: ids.slice(start, start + BATCH) } },
        data: { lastIssuedAt: new Date(thisHour()) },
      })
    }
  } catch (err) {
    for (const id of ids) hours.delete(id)
    log().warn({ err }, 'last issues are not on record')
  }
}

function thisHour(): number {
  return Math.floor(Date.now() / HOUR_MS) * HOUR_MS
}
