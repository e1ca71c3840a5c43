import type { Config } from './config'
import type { Store } from './store'
import type { TokenLifetimes } from './token-lifetimes'

/** What every endpoint is handed: who exists, what has happened, and what time it is. */
export interface Emulator {
  /** `http://localhost:<port>`: issuer, endpoints and links are built on it. */
  readonly origin: string
  readonly config: Config
  readonly lifetimes: TokenLifetimes
  readonly store: Store
  /** Milliseconds since 1970. The only clock: a test may move it. */
  readonly now: () => number
}

/** The emulator's time in whole seconds, as tokens count it. */
export function seconds(emulator: Emulator): number {
  return Math.floor(emulator.now() / 1000)
}
