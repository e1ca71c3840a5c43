import 'server-only'
import { CommunicationIdentityClient } from '@azure/communication-identity'
import { env } from '@/lib/env'

let current: CommunicationIdentityClient | undefined

/**
 * The process's client for ACS Identity. It never retries by itself: it would repeat the signature of
 * the first attempt, wait longer than the request has, and create an identity twice.
 */
export function identityClient(): CommunicationIdentityClient {
  return (current ??= new CommunicationIdentityClient(env().acs.connectionString, {
    allowInsecureConnection: env().acs.endpoint.startsWith('http:'),
    retryOptions: { maxRetries: 0 },
  }))
}
