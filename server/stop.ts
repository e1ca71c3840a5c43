import { constants } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { flushLog, log } from '@/lib/observability/log'
import { beginStopping } from '@/lib/observability/shutdown'
import type { Running } from './listen'

/** How long requests in flight may take once the listener has closed. */
const GRACE_MS = 15_000
// A terminal, npm and systemd each pass the same signal on: only a later one is another.
const SAME_SIGNAL_MS = 250

/**
 * Listens for SIGTERM and SIGINT from now on; what it returns is to be told what runs. Stops well:
 * /api/health/ready says so at once; for `delayMs` everything is still served, until load balancers
 * have noticed; then the listener closes, what is in flight is finished for at most 15 s, and the rest
 * is cut. A second signal ends the process at once, and so does the first while nothing runs. SIGINT,
 * a person's Ctrl-C, has no delay.
 */
export function stopOnSignals(delayMs: number): (running: Running) => void {
  let running: Running | undefined
  let firstAt: number | undefined
  const onSignal = (signal: 'SIGTERM' | 'SIGINT') => {
    if (firstAt === undefined && running) {
      firstAt = Date.now()
      void stop(running, signal === 'SIGINT' ? 0 : delayMs)
        .then(flushLog)
        .then(() => process.exit(0))
    } else if (firstAt === undefined || Date.now() - firstAt > SAME_SIGNAL_MS) {
      process.exit(128 + constants.signals[signal])
    }
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  return (started) => (running = started)
}

/** Stops a server as stopOnSignals says. */
export async function stop(
  { server, inFlight }: Running,
  delayMs: number,
  graceMs = GRACE_MS,
): Promise<void> {
  beginStopping()
  log().info({ delay: delayMs, inFlight: inFlight.count() }, 'stopping')
  await sleep(delayMs)
  server.close()
  await Promise.race([inFlight.none(), sleep(graceMs)])
  const cut = inFlight.count()
  if (cut > 0) log().warn({ inFlight: cut }, 'requests cut')
  server.closeAllConnections()
  log().info('stopped')
}
