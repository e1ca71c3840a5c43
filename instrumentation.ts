import type { Instrumentation } from 'next'

/** Called by Next.js once per server, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { start } = await import('./lib/runtime/start')
    await start()
  }
}

/** Called by Next.js for an error that no page and no handler has caught. */
export const onRequestError: Instrumentation.onRequestError = async (...failure) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { logRequestError } = await import('./lib/observability/log-request-error')
    logRequestError(...failure)
  }
}
