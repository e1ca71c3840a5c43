// How long an operator waits for a page of everybody, at the beginning and at the end.
import type { Emulator } from '../../tests/support/programs/emulator'
import { median } from '../percentile'
import type { Served } from '../serve'
import { table } from '../table'
import type { Database } from './databases'

const RUNS = 20
const PAGE = 50

interface Listed {
  database: Database
  mappings: number
  server: Served
}

/** Prints, for each database, the median of what the first page and the last take. */
export async function measureOperatorList(emulator: Emulator, sides: Listed[]): Promise<void> {
  const authorization = `Bearer ${await emulator.apiToken('annie')}`
  const rows: (string | number)[][] = []
  for (const { database, mappings, server } of sides) {
    const after = await database.acsUserIdOf(mappings - PAGE)
    const pages = { first: '', last: `?after=${encodeURIComponent(after)}` }
    for (const [page, query] of Object.entries(pages)) {
      const times = await timesOf(`${server.url}/api/admin/people${query}`, authorization)
      rows.push([
        `${page} page`,
        database.kind,
        mappings,
        median(times).toFixed(1),
        Math.max(...times).toFixed(1),
      ])
    }
  }
  console.log(`\n${table(['operator’s list', 'database', 'mappings', 'ms', 'longest ms'], rows)}`)
}

async function timesOf(url: string, authorization: string): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const startedAt = performance.now()
    const response = await fetch(url, { headers: { authorization } })
    const { people } = (await response.json()) as { people?: unknown[] }
    times.push(performance.now() - startedAt)
    if (people?.length !== PAGE) throw new Error(`There is no page of ${PAGE}: ${response.status}`)
  }
  return times
}
