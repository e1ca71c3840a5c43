import { median } from './percentile'
import type { FirstResponse } from './results'
import type { Served } from './serve'
import { startApi, startExpress } from './start-servers'
import type { Surroundings } from './surroundings'

const STARTS = 3

/** How long the Express server and the API alone take to their first response: one start says little. */
export async function measureFirstResponses(around: Surroundings): Promise<FirstResponse[]> {
  const databaseUrl = `file:${around.file('starts.db')}`
  const api = () => startApi(around, { databaseUrl })
  const onNewDatabase = await once(api)
  const starts: Record<'express' | 'api', number[]> = { express: [], api: [] }
  for (let start = 0; start < STARTS; start++) {
    starts.express.push(await once(() => startExpress(around)))
    starts.api.push(await once(api))
  }
  return [
    { server: 'Express', starts: STARTS, milliseconds: median(starts.express) },
    { server: '`npm run start:api`', starts: STARTS, milliseconds: median(starts.api) },
    { server: '`npm run start:api`, new database', starts: 1, milliseconds: onNewDatabase },
  ]
}

async function once(start: () => Promise<Served>): Promise<number> {
  const server = await start()
  await server.stop()
  return server.firstResponseMs
}
