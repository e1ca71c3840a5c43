import type { Config } from './config/config'
import { currentConfig } from './config/current-config'
import type { EmulatorRequest, EmulatorResponse } from './http'
import { createKeyRing, type KeyRing } from './keys'
import { createStore, type Store } from './store/store'
import type { TokenLifetimes } from './token-lifetimes'

/** What every endpoint is handed: who exists, what has happened, and what time it is. */
export interface Emulator {
  /** `http://localhost:<port>`: issuer, endpoints and links are built on it. */
  readonly origin: string
  /** Who and what exists now. */
  readonly config: Config
  readonly lifetimes: TokenLifetimes
  /** Whether ACS's limits apply until the control API says otherwise. */
  readonly serviceLimits: boolean
  /** Whether ACS tokens are opaque, as Microsoft prepares them. */
  readonly opaqueTokens: boolean
  readonly keys: KeyRing
  readonly store: Store
  /** Milliseconds since 1970: what time it is here. */
  readonly now: () => number
  /** What time it is on the machine, by which its clients sign. */
  readonly machineTime: () => number
  /** How far the control API has put the clock forward. */
  readonly clock: { aheadMs: number }
}

/** What a route runs for a method. */
export type Endpoint = (
  request: EmulatorRequest,
  emulator: Emulator,
) => EmulatorResponse | Promise<EmulatorResponse>

type Parts = Pick<Emulator, 'origin' | 'config'> & Partial<Omit<Emulator, 'keys' | 'clock'>>

/** An emulator with the sample keys; without a store of its own nothing has happened yet. */
export function createEmulator({
  now: machineTime = Date.now,
  config: seed,
  store = createStore(),
  ...parts
}: Parts): Emulator {
  const clock = { aheadMs: 0 }
  const now = () => machineTime() + clock.aheadMs
  return {
    lifetimes: {},
    serviceLimits: false,
    opaqueTokens: false,
    keys: createKeyRing(),
    ...parts,
    get config() {
      return currentConfig(seed, store, now())
    },
    store,
    now,
    machineTime,
    clock,
  }
}

/** The emulator's time in whole seconds, as tokens count it. */
export function seconds(emulator: Emulator): number {
  return Math.floor(emulator.now() / 1000)
}
