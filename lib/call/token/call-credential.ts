import { AzureCommunicationTokenCredential } from '@azure/communication-common'
import type { ProblemResponse } from '@/lib/contract/schemas'
import { type CallToken, endOf, type GetToken } from './call-token'
import { renewToken } from './renew-token'

/** A call's token, renewed ten minutes before it ends, for as long as the call lasts. */
export interface CallCredential {
  /** For the calling SDK. */
  forSdk: AzureCommunicationTokenCredential
  /** The token of now; where it has ended, the next one. */
  token: () => Promise<string>
  /** Called when there is a new token. */
  onRenewed: (listener: () => void) => void
  /** Called when there will be no further token: the person signed out, or may no longer have one. */
  onRefused: (listener: (problem: ProblemResponse) => void) => void
  dispose: () => void
}

/**
 * A credential that begins with a token and gets the next ones by `getToken`. It relies on
 * `expiresOn`, so the token may be opaque.
 */
export function createCallCredential(first: CallToken, getToken: GetToken): CallCredential {
  let current = first
  let isDisposed = false
  let notifyRenewed: () => void = () => undefined
  let notifyRefused: (problem: ProblemResponse) => void = () => undefined

  async function refresh() {
    const outcome = await renewToken(current, getToken, () => isDisposed)
    if (outcome?.ok) {
      current = outcome.token
      notifyRenewed()
      return forSdkOf(current)
    }
    if (outcome) notifyRefused(outcome.problem)
    // communication-common 2.5.0 renews from a timer: a rejection would be unhandled, and the last
    // renewal it ever tries. While this waits it hands out the token it has.
    return new Promise<never>(() => undefined)
  }

  const forSdk = new AzureCommunicationTokenCredential({
    token: forSdkOf(first),
    tokenRefresher: refresh,
    refreshProactively: true,
  })
  return {
    forSdk,
    token: async () =>
      endOf(current) > Date.now() ? current.token : (await forSdk.getToken()).token,
    onRenewed: (listener) => (notifyRenewed = listener),
    onRefused: (listener) => (notifyRefused = listener),
    dispose() {
      isDisposed = true
      forSdk.dispose()
    },
  }
}

// With its end the token need not be a JWT.
// Source: https://github.com/Azure/azure-sdk-for-js/pull/39156
function forSdkOf(token: CallToken) {
  return { token: token.token, expiresOnTimestamp: endOf(token) }
}
