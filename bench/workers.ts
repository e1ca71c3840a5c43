import { open, readFile } from 'node:fs/promises'
import { load } from './load'
import { median } from './percentile'
import type { Workers } from './results'
import { startProduct } from './start-servers'
import type { Surroundings } from './surroundings'

const CONNECTIONS = 16

interface Options {
  seconds: number
  warmUpSeconds: number
  runs: number
}

/** Compares two workers behind one port with one, under a warm `GET /api/token`. */
export async function compareWorkers(
  around: Surroundings,
  { seconds, warmUpSeconds, runs }: Options,
): Promise<Workers> {
  // Their logs go to files, which tell who served what.
  const one = await startLogged(around, 1)
  const two = await startLogged(around, 2)
  const run = async (of: Logged, duration: number) => {
    const logged = (await of.readLog()).length
    const { emulator } = around
    const sample = await load(of.load, { seconds: duration, emulator })
    return { ...sample, shares: sharesIn((await of.readLog()).slice(logged)) }
  }
  // Each of two compiles its code by itself.
  await run(one, warmUpSeconds)
  await run(two, 2 * warmUpSeconds)
  const pairs = []
  for (let count = 0; count < runs; count++) {
    pairs.push({ one: await run(one, seconds), two: await run(two, seconds) })
  }
  for (const server of [one, two]) await server.stop()
  const uneven = pairs.map((pair) => pair.two.shares).toSorted((a, b) => a[0]! - b[0]!)
  return {
    shares: uneven.at(-1) ?? [],
    one: median(pairs.map((pair) => pair.one.requestsPerSecond)),
    two: median(pairs.map((pair) => pair.two.requestsPerSecond)),
    processorRatio:
      median(pairs.map((pair) => pair.two.processorMs)) /
      median(pairs.map((pair) => pair.one.processorMs)),
  }
}

/** The share of each instance in the tokens that a log has on record, the busiest first. */
export function sharesIn(log: string): number[] {
  const counts = new Map<string, number>()
  for (const [, instance = ''] of log.matchAll(/"instance":"([^"]+)".*"audit":"token_issued"/g)) {
    counts.set(instance, (counts.get(instance) ?? 0) + 1)
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return [...counts.values()].map((count) => count / total).toSorted((a, b) => b - a)
}

type Logged = Awaited<ReturnType<typeof startLogged>>

async function startLogged(around: Surroundings, workers: number) {
  const file = around.file(`${workers}-workers.log`)
  const log = await open(file, 'a')
  const server = await startProduct(around, {
    databaseUrl: `file:${around.file(`${workers}-workers.db`)}`,
    settings: { WEB_CONCURRENCY: String(workers) },
    log: log.fd,
  })
  const { authorization } = around
  const target = { name: 'workers', server, path: '/api/token', headers: { authorization } }
  return {
    load: { target, connections: CONNECTIONS, cloudMs: 0 },
    readLog: () => readFile(file, 'utf8'),
    async stop() {
      await server.stop()
      await log.close()
    },
  }
}
