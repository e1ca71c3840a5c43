import 'server-only'
import { createHmac } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { env } from '@/lib/env'
import { log } from './log'
import { setContextCaller } from './request-context'

/** What is put on record about a caller. Refusals of requests are recorded by route() as `denied`. */
export type AuditEvent =
  | 'identity_created'
  | 'identity_adopted'
  | 'identity_replaced'
  | 'identity_deleted'
  | 'token_issued'
  | 'tokens_revoked'
  | 'teams_token_exchanged'
  | 'signed_in'
  | 'sign_in_denied'
  | 'signed_out'
  | 'signed_out_everywhere'
  | 'session_ended'
  | 'person_exported'
  | 'operator_acted'
  | 'account_gone'

/**
 * Puts on record that something was done for the request's caller. The record names the caller by a
 * pseudonym, which only the holder of NEXTAUTH_SECRET can tell from a name; never a token.
 */
export function audit(event: AuditEvent, details: Record<string, unknown> = {}): void {
  log().info({ audit: event, ...details }, 'audit')
}

const pseudonyms = new LRUCache<string, string>({ max: 10_000 })

/** Says who the request is from: every line of its log carries their pseudonym from here on. */
export function setLogCaller({ directory, subject }: { directory: string; subject: string }) {
  const name = `${directory} ${subject}`
  let pseudonym = pseudonyms.get(name)
  if (!pseudonym) {
    const digest = createHmac('sha256', env().sessionSecret).update(`audit ${name}`).digest('hex')
    pseudonyms.set(name, (pseudonym = digest.slice(0, 20)))
  }
  setContextCaller(pseudonym)
}
