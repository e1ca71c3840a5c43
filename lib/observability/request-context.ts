import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'

/** How long a request may take in all, remote calls and pauses between them included. */
const BUDGET_MS = 10_000

/** What the work for one request shares without being handed it. */
interface RequestContext {
  correlationId: string
  /** When the budget is used up; milliseconds since 1970. */
  deadline: number
  /** Aborts when the client goes away. */
  signal: () => AbortSignal
  /** The caller's pseudonym, once they are known. */
  caller?: string
  /** The client's address, as far as it may be on record. */
  clientAddress?: string
  /** The token by which the platform says, with this request, who this server is. */
  platformToken?: string
}

const contexts = new AsyncLocalStorage<RequestContext>()

/** Does the work for a request within a context of its own. */
export function withRequestContext<T>(
  correlationId: string,
  signal: () => AbortSignal,
  work: () => T,
): T {
  return contexts.run({ correlationId, deadline: Date.now() + BUDGET_MS, signal }, work)
}

/** What every line of the log says of the request it belongs to. */
export function loggedContext(): { correlationId?: string; caller?: string } {
  const { correlationId, caller } = contexts.getStore() ?? {}
  return { ...(correlationId && { correlationId }), ...(caller && { caller }) }
}

/** Notes who the request is from. */
export function setContextCaller(pseudonym: string): void {
  const context = contexts.getStore()
  if (context) context.caller = pseudonym
}

/** Notes where the request comes from; undefined where that is not to be on record. */
export function setClientAddress(address: string | undefined): void {
  const context = contexts.getStore()
  if (context && address) context.clientAddress = address
}

/** Where the request comes from, as far as that may be on record. */
export function clientAddress(): string | undefined {
  return contexts.getStore()?.clientAddress
}

/** Notes the token that the platform gave the request; null where it gave none. */
export function setPlatformToken(token: string | null): void {
  const context = contexts.getStore()
  if (context && token) context.platformToken = token
}

/** The token that the platform gave the request. */
export function platformToken(): string | undefined {
  return contexts.getStore()?.platformToken
}

/** Waits for the client: what its part of the work takes is not taken from the request's budget. */
export async function offBudget<T>(work: () => Promise<T>): Promise<T> {
  const startedAt = Date.now()
  try {
    return await work()
  } finally {
    const context = contexts.getStore()
    if (context) context.deadline += Date.now() - startedAt
  }
}

/** The milliseconds that are left for the request, at most `limit`; outside of a request all of it. */
export function remainingMs(limit: number): number {
  const context = contexts.getStore()
  if (!context) return limit
  return Math.max(0, Math.min(limit, context.deadline - Date.now()))
}

/** The signal that the client of the request has gone away; undefined outside of a request. */
export function clientSignal(): AbortSignal | undefined {
  return contexts.getStore()?.signal()
}

/** Whether the client of the request has gone away. */
export function isClientGone(): boolean {
  return clientSignal()?.aborted ?? false
}
