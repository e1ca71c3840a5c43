import 'server-only'

/**
 * The directory says that what a person gave this app once counts no longer: `account`, as there is none
 * any more or it is disabled, or this `grant` alone. The cause of a Problem, never one by itself.
 */
export class GrantRefused extends Error {
  override readonly name = 'GrantRefused'
  constructor(
    readonly what: 'account' | 'grant',
    cause?: unknown,
  ) {
    super(`The directory refuses this ${what}.`, { cause })
  }
}
