import 'server-only'

// On the process: each copy of this module (Next.js makes several) has to see it.
const flags = process as { acsIsStopping?: boolean }

/** Notes from now on when the process is told to stop; Next.js itself finishes what is in flight. */
export function watchForShutdown(): void {
  process.once('SIGTERM', () => (flags.acsIsStopping = true))
}

/** Whether the process has been told to stop, and only finishes what it has begun. */
export function isStopping(): boolean {
  return flags.acsIsStopping ?? false
}
