import 'server-only'

/**
 * The header that asks a caller to come back in `seconds`, a whole number, at the earliest: then, or up to half as
 * many and one more later, by chance. Those who are refused together would otherwise all come back in the same second.
 */
export function retryAfterHeader(seconds: number): { 'retry-after': string } {
  const longest = Math.floor(seconds / 2) + 1
  const later = Math.floor(Math.random() * (longest + 1))
  return { 'retry-after': String(seconds + later) }
}
