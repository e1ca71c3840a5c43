import { randomInt } from 'node:crypto'
import { StartError } from './start-error'

const KINDS = ['api', 'graph', 'teams', 'acs'] as const

type Kind = (typeof KINDS)[number]

/** Seconds that access tokens live, by the resource they are for; what isn't set keeps its default. */
export type TokenLifetimes = Partial<Record<Kind, number>>

/** Reads `3600` (all tokens) or `api=3600,graph=61`, in seconds. Throws a StartError. */
export function parseTokenLifetimes(text: string): TokenLifetimes {
  if (/^\d+$/.test(text)) {
    return Object.fromEntries(KINDS.map((kind) => [kind, parseSeconds(text)]))
  }
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [name = '', value = ''] = part.split('=')
      const kind = KINDS.find((known) => known === name.trim())
      if (!kind) throw new StartError(`--tokens-ttl knows ${KINDS.join(', ')}, not "${name}".`)
      return [kind, parseSeconds(value)]
    }),
  )
}

function parseSeconds(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new StartError(`--tokens-ttl wants a number of seconds above 0, not "${text}".`)
}

const HOUR = 3600

/**
 * Seconds for one Entra access token; by default Entra's own spread, 60 to 75 minutes. One whose access is
 * evaluated continuously lives up to 28 hours.
 */
export function entraTokenLifetime(
  lifetimes: TokenLifetimes,
  kind: Kind | 'communication' | 'azure',
  isEvaluated = false,
): number {
  const set = kind === 'communication' || kind === 'azure' ? undefined : lifetimes[kind]
  if (set !== undefined) return set
  return isEvaluated ? randomInt(24 * HOUR, 28 * HOUR + 1) : randomInt(HOUR, 4501)
}
