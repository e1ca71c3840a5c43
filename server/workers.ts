import cluster, { type Worker } from 'node:cluster'
import { constants } from 'node:os'
import { log } from '@/lib/observability/log'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000
/** Who lives for so long has not died of how it was started. */
const SETTLED_MS = 60_000

// What a worker is told of itself, besides the variables of this process.
const KEEPER = 'ACS_WORKER_IS_KEEPER'

/**
 * Serves one port by `count` processes, which this one starts and watches. The first of them also keeps
 * house: it does what is pending, and deletes what has expired. A process that dies is started again, after
 * a second, and after twice as long each time it dies young; one that can't serve from the first ends all.
 * What this process is told by SIGTERM and SIGINT it tells the others, and it ends with the last of them.
 */
export function superviseWorkers(count: number): void {
  const workers: Worker[] = []
  const living = () => workers.filter((worker) => !worker.isDead())
  let isStopping = false
  let hasServed = false

  function fill(index: number, pause: number): void {
    const startedAt = Date.now()
    const worker = cluster.fork({ [KEEPER]: index === 0 ? '1' : '' })
    workers[index] = worker
    worker.once('listening', () => (hasServed = true))
    worker.once('exit', (code: number | null, signal: string | null) => {
      if (isStopping) endWithTheLast()
      else if (!hasServed) giveUp(code)
      else {
        const next = Date.now() - startedAt < SETTLED_MS ? pause : FIRST_PAUSE_MS
        const died = { worker: index + 1, code, signal, pause: next }
        log().error(died, 'worker died, will be replaced')
        setTimeout(() => refill(index, Math.min(next * 2, LONGEST_PAUSE_MS)), next)
      }
    })
  }

  function refill(index: number, pause: number): void {
    if (!isStopping) fill(index, pause)
  }

  function endWithTheLast(): void {
    if (living().length === 0) process.exit(0)
  }

  function giveUp(code: number | null): void {
    isStopping = true
    for (const worker of living()) worker.process.kill('SIGKILL')
    process.exit(code === 0 ? 1 : (code ?? 1))
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      isStopping = true
      for (const worker of living()) worker.process.kill(signal)
      if (living().length === 0) process.exit(128 + constants.signals[signal])
    })
  }
  for (let index = 0; index < count; index++) fill(index, FIRST_PAUSE_MS)
}

/** Whether this process, alone or among others, also keeps house. */
export function isKeeper(environment: Readonly<Record<string, string | undefined>>): boolean {
  return !cluster.isWorker || environment[KEEPER] === '1'
}
