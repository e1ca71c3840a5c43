import 'server-only'

/** There is nothing to show Entra who this server is: `check` says what to look at. */
export class AssertionUnavailable extends Error {
  override readonly name = 'AssertionUnavailable'
  constructor(
    readonly check: string,
    cause?: unknown,
  ) {
    super(`There is no client assertion: check ${check}.`, { cause })
  }
}
