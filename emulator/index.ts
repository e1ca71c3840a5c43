/** What the package `acs-emulator` exports. */
export { type EmulatorOptions, type RunningEmulator, startEmulator } from './server'
export { StartError } from './core/start-error'
export type { TokenLifetimes } from './core/token-lifetimes'
