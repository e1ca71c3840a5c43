import 'server-only'
import type { CommunicationIdentityClient } from '@azure/communication-identity'
import { createUpstream, type Upstream } from '@/lib/upstream/create-upstream'
import { requireNotHeldBack } from '@/lib/upstream/hold-back'
import { acsFailure } from './acs-failure'
import { identityClient } from './client'
import { acsProblem, acsResponse } from './errors'
import { sendToAcs } from './rest-client'

const NAME = 'ACS'

const acs = createUpstream({
  name: NAME,
  limit: 8_000,
  isOutage: (error) => (acsResponse(error)?.status ?? 500) >= 500,
  describe: acsFailure,
  toProblem: acsProblem,
  retryAfter: (error) => acsResponse(error)?.retryAfter,
  // Its limits are a resource's: https://learn.microsoft.com/azure/communication-services/concepts/service-limits#identity
  limitsAllTogether: true,
})

type CallOptions = Parameters<Upstream>[2]

/** Calls ACS within 8 s, as createUpstream says. Throws IdentityNotOwned or an upstream problem. */
export function callAcs<T>(
  operation: string,
  work: (client: CommunicationIdentityClient, abortSignal: AbortSignal) => Promise<T>,
  options?: CallOptions,
): Promise<T> {
  return acs(operation, async (signal) => work(await identityClient(), signal), options)
}

/** As callAcs, for what the SDK has no method for. */
export function callAcsByRest<T>(
  operation: string,
  work: (send: typeof sendToAcs, abortSignal: AbortSignal) => Promise<T>,
  options?: CallOptions,
): Promise<T> {
  return acs(operation, (signal) => work(sendToAcs, signal), options)
}

/** Throws `upstream_throttled` while ACS has asked not to be asked for an operation. */
export function requireNotThrottled(operation: string): Promise<void> {
  return requireNotHeldBack(NAME, operation)
}
