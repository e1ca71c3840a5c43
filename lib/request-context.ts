import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'

/** How long a request may take in all, remote calls and pauses between them included. */
const BUDGET_MS = 10_000

/** What the work for one request shares without being handed it. */
interface RequestContext {
  correlationId: string
  startedAt: number
  /** Aborts when the client goes away. */
  signal: () => AbortSignal
  /** The caller's pseudonym, once they are known. */
  caller?: string
}

const contexts = new AsyncLocalStorage<RequestContext>()

/** Does the work for a request within a context of its own. */
export function withRequestContext<T>(
  correlationId: string,
  signal: () => AbortSignal,
  work: () => T,
): T {
  return contexts.run({ correlationId, startedAt: Date.now(), signal }, work)
}

/** What every line of the log says of the request it belongs to. */
export function loggedContext(): { correlationId?: string; caller?: string } {
  const { correlationId, caller } = contexts.getStore() ?? {}
  return { ...(correlationId && { correlationId }), ...(caller && { caller }) }
}

/** Notes who the request is from. */
export function noteCaller(pseudonym: string): void {
  const context = contexts.getStore()
  if (context) context.caller = pseudonym
}

/** The milliseconds that are left for the request, at most `limit`; outside of a request all of it. */
export function remainingMs(limit: number): number {
  const context = contexts.getStore()
  if (!context) return limit
  return Math.max(0, Math.min(limit, context.startedAt + BUDGET_MS - Date.now()))
}

/** The signal that the client of the request has gone away; undefined outside of a request. */
export function clientSignal(): AbortSignal | undefined {
  return contexts.getStore()?.signal()
}

/** Whether the client of the request has gone away. */
export function isClientGone(): boolean {
  return clientSignal()?.aborted ?? false
}
