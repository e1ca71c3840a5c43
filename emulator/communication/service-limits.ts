import type { CommunicationResource } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { CommunicationError } from './errors'

const WINDOW = 30_000

// Requests to one resource in 30 seconds. Source: azure-docs, concepts/service-limits.md.
const LIMITS = {
  create: 1000,
  createWithToken: 1000,
  issue: 1000,
  delete: 500,
  revoke: 500,
  exchange: 500,
}

/**
 * Counts a request against the resource's limits, where they are switched on. Throws a 429 with
 * `Retry-After` in seconds. That a window begins with its first request is a guess, like the body.
 */
export function requireWithinLimit(
  { resourceId }: CommunicationResource,
  operation: keyof typeof LIMITS,
  emulator: Emulator,
): void {
  if (!appliesLimits(emulator)) return
  const { store, now } = emulator
  const key = `${resourceId} ${operation}`
  let window = store.usage.get(key)
  if (!window || now() >= window.startedAt + WINDOW) {
    window = { startedAt: now(), requests: 0 }
    store.usage.set(key, window)
  }
  if (++window.requests <= LIMITS[operation]) return
  const seconds = Math.ceil((window.startedAt + WINDOW - now()) / 1000)
  throw new CommunicationError(429, 'TooManyRequests', 'Too many requests.', undefined, {
    'retry-after': String(seconds),
  })
}

/** Whether ACS's limits apply: as the control API said last, or else the program's options. */
export function appliesLimits({ store, serviceLimits }: Emulator): boolean {
  return store.serviceLimits ?? serviceLimits
}
