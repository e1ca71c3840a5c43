import 'server-only'
import { log } from '@/lib/observability/log'

const WINDOW_MS = 60_000
const MOST_LINES = 10
const LONGEST_NAME = 100

let current = { endsAt: 0, origins: new Set<string>() }

/**
 * Leaves a line in the log that pages of an origin may not read the API: once a minute for each
 * origin, and for ten origins at the most, as whoever asks chooses the name.
 */
export function logRefusedOrigin(origin: string): void {
  const now = Date.now()
  if (now >= current.endsAt) current = { endsAt: now + WINDOW_MS, origins: new Set() }
  const { origins } = current
  const name = origin.slice(0, LONGEST_NAME).replace(/[^\w.:/[\]-]/g, '?')
  if (origins.has(name) || origins.size >= MOST_LINES) return
  origins.add(name)
  log().warn({ origin: name }, 'origin refused: it is not in CORS_ALLOWED_ORIGINS')
}
