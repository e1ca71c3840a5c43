import { AzureCommunicationTokenCredential } from '@azure/communication-common'
import type { ProblemAnswer } from '@/lib/contract/schemas'

/** What this app's API answered when asked for a token. */
export type TokenOutcome = { ok: true; token: string } | { ok: false; problem: ProblemAnswer }

/** A call's token, renewed ten minutes before it ends, for as long as the call lasts. */
export interface CallCredential {
  /** For the calling SDK. */
  forSdk: AzureCommunicationTokenCredential
  token: () => Promise<string>
  /** Called with each renewed token. */
  onRenewed: (listener: (token: string) => void) => void
  /** Called when there will be no further token: the person signed out, or may no longer have one. */
  onRefused: (listener: (problem: ProblemAnswer) => void) => void
  dispose: () => void
}

const RETRY_MS = 5_000

/** A credential that begins with a token and gets the next ones by `getToken`. */
export function createCallCredential(
  token: string,
  getToken: () => Promise<TokenOutcome>,
): CallCredential {
  let tellRenewed: (token: string) => void = () => undefined
  let tellRefused: (problem: ProblemAnswer) => void = () => undefined
  let isDisposed = false

  async function renew(): Promise<string> {
    for (;;) {
      const outcome = await getToken()
      if (isDisposed) return token
      if (outcome.ok) {
        tellRenewed(outcome.token)
        return outcome.token
      }
      if (!isPassing(outcome.problem)) {
        tellRefused(outcome.problem)
        // A rejection would be nobody's: the SDK renews from a timer, and the call is over.
        return new Promise(() => undefined)
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }

  const forSdk = new AzureCommunicationTokenCredential({
    token,
    tokenRefresher: renew,
    refreshProactively: true,
  })
  return {
    forSdk,
    token: async () => (await forSdk.getToken()).token,
    onRenewed: (listener) => (tellRenewed = listener),
    onRefused: (listener) => (tellRefused = listener),
    dispose() {
      isDisposed = true
      forSdk.dispose()
    },
  }
}

// No connection, too many requests, or a failing server: the next attempt may do better.
function isPassing({ status }: ProblemAnswer): boolean {
  return status === 0 || status === 429 || status >= 500
}
