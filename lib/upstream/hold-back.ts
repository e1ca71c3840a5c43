import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@/lib/errors/problem'
import { retryAfterHeader } from '@/lib/errors/retry-after'

/** Until when an operation of a service is held back, by both their names; in milliseconds since 1970. */
export const heldUntil = new Map<string, number>()

/** Holds an operation back for as long as the service that throttles it has said. */
export function holdBack(upstream: string, operation: string, seconds: number): void {
  heldUntil.set(`${upstream} ${operation}`, Date.now() + seconds * 1000)
}

/**
 * Waits while an operation is held back, for `patience` milliseconds at the most. Throws `upstream_throttled`
 * where that isn't enough: at once.
 */
export async function requireNotHeldBack(
  upstream: string,
  operation: string,
  { patience = 0, signal }: { patience?: number; signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const deadline = Date.now() + patience
  for (;;) {
    const until = heldUntil.get(`${upstream} ${operation}`) ?? 0
    const pause = until - Date.now()
    if (pause <= 0) return
    if (until >= deadline) {
      const cause = new Error('Held back: the service throttles it.')
      const headers = retryAfterHeader(Math.ceil(pause / 1000))
      throw new Problem('upstream_throttled', { headers, cause })
    }
    await sleep(pause, undefined, { signal })
  }
}
