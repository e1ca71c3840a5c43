import 'server-only'

// On the process: each copy of this module (Next.js makes several) has to see it.
const flags = process as { acsIsStopping?: boolean }

/** From now on /api/health/ready says 503, and connections are not kept alive. */
export function beginStopping(): void {
  flags.acsIsStopping = true
}

/** Begins to stop when the process is told to, where Next.js itself owns the socket (`next start`). */
export function watchForShutdown(): void {
  process.once('SIGTERM', beginStopping)
}

/** Whether the process has been told to stop, and only finishes what it has begun. */
export function isStopping(): boolean {
  return flags.acsIsStopping ?? false
}
