import { setTimeout as sleep } from 'node:timers/promises'
import { type EmulatorResponse, json } from './http'
import type { Operation } from './operations'

/** Something to go wrong with the next `times` requests of an operation. */
export interface Fault {
  operation: Operation | '*'
  times: number
  /** From 400 on the work isn't done; below, it is done and its response replaced. */
  status?: number | undefined
  code?: string | undefined
  /** Seconds. */
  retryAfter?: number | undefined
  delayMs?: number | undefined
  drop?: 'before' | 'after' | undefined
  body?: unknown
}

/** In place of a response: the socket is closed without one. */
export const DROPPED = Symbol('dropped')

/** Takes the oldest fault that waits for `operation`, and uses it up once. */
export function takeFault(faults: Fault[], operation: Operation): Fault | undefined {
  const due = faults.find((fault) => fault.operation === operation || fault.operation === '*')
  if (due && --due.times === 0) faults.splice(faults.indexOf(due), 1)
  return due
}

/** Does `work` the way the fault wants it, if there is one. `usualBody` is what a failure says by itself. */
export async function applyFault(
  fault: Fault | undefined,
  work: () => Promise<EmulatorResponse>,
  usualBody: (code: string | undefined) => unknown,
): Promise<EmulatorResponse | typeof DROPPED> {
  if (!fault) return work()
  if (fault.delayMs) await sleep(fault.delayMs, undefined, { ref: false })
  if (fault.drop === 'before') return DROPPED
  if (fault.status && fault.status >= 400) {
    return failure(fault, fault.status, usualBody(fault.code))
  }
  const response = await work()
  if (fault.drop === 'after') return DROPPED
  return fault.status ? json(fault.status, fault.body) : response
}

function failure(fault: Fault, status: number, usual: unknown): EmulatorResponse {
  const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
  return json(status, fault.body === undefined ? usual : fault.body, retry)
}
