import type { Config } from './config/config'
import type { EmulatorRequest, EmulatorResponse } from './http'
import { createKeyRing, type KeyRing } from './keys'
import { createStore, type Store } from './store/store'
import type { TokenLifetimes } from './token-lifetimes'

/** What every endpoint is handed: who exists, what has happened, and what time it is. */
export interface Emulator {
  /** `http://localhost:<port>`: issuer, endpoints and links are built on it. */
  readonly origin: string
  readonly config: Config
  readonly lifetimes: TokenLifetimes
  /** Whether ACS's limits apply until the control API says otherwise. */
  readonly serviceLimits: boolean
  readonly keys: KeyRing
  readonly store: Store
  /** Milliseconds since 1970. The only clock: a test may move it. */
  readonly now: () => number
}

/** What a route runs for a method. */
export type Endpoint = (
  request: EmulatorRequest,
  emulator: Emulator,
) => EmulatorResponse | Promise<EmulatorResponse>

type Parts = Pick<Emulator, 'origin' | 'config'> & Partial<Omit<Emulator, 'keys'>>

/** An emulator with the sample keys; without a store of its own nothing has happened yet. */
export function createEmulator(parts: Parts): Emulator {
  return {
    lifetimes: {},
    serviceLimits: false,
    keys: createKeyRing(),
    store: createStore(),
    now: Date.now,
    ...parts,
  }
}

/** The emulator's time in whole seconds, as tokens count it. */
export function seconds(emulator: Emulator): number {
  return Math.floor(emulator.now() / 1000)
}
