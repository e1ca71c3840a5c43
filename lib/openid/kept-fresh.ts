import 'server-only'
import { log } from '@/lib/observability/log'

const COOLDOWN_MS = 30_000
const REFRESH_EVERY_MS = 60 * 60 * 1000

/** What a provider publishes, kept in the process. */
export interface KeptFresh<T> {
  /** What is known, fetched where nothing is. One that is an hour old is fetched again meanwhile. */
  get: () => Promise<T>
  /** Fetched again, at most once in 30 s whatever comes of it; what is known where that fails. */
  refresh: () => Promise<T>
  /** What is known; undefined as long as nothing is. */
  current: () => T | undefined
}

/**
 * Keeps what `fetch` brings: once fetched it goes on working while the provider is unavailable. Who comes
 * while a fetch is under way shares it. `get` throws what `fetch` throws; `what` is for the log.
 */
export function keepFresh<T>(what: string, fetch: () => Promise<T>): KeptFresh<T> {
  let known: { value: T; fetchedAt: number } | undefined
  let fetching: Promise<T> | undefined
  let attemptedAt = 0

  function fetchOnce(): Promise<T> {
    if (fetching) return fetching
    attemptedAt = Date.now()
    fetching = fetch()
      .then((value) => {
        known = { value, fetchedAt: Date.now() }
        return value
      })
      .finally(() => (fetching = undefined))
    return fetching
  }

  async function refreshFrom(current: T): Promise<T> {
    if (!fetching && !isOlder(attemptedAt, COOLDOWN_MS)) return known?.value ?? current
    try {
      return await fetchOnce()
    } catch (err) {
      log().warn({ err }, `${what} could not be refreshed`)
      return current
    }
  }

  async function get(): Promise<T> {
    if (!known) return fetchOnce()
    const { value, fetchedAt } = known
    if (isOlder(fetchedAt, REFRESH_EVERY_MS)) void refreshFrom(value)
    return value
  }

  return {
    get,
    refresh: async () => (known ? refreshFrom(known.value) : fetchOnce()),
    current: () => known?.value,
  }
}

function isOlder(moment: number, milliseconds: number): boolean {
  return Date.now() - moment >= milliseconds
}
