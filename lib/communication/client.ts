import 'server-only'
import { CommunicationIdentityClient } from '@azure/communication-identity'
import { ownCredential } from '@/lib/azure/own-identity'
import { env } from '@/lib/env'
import { createHttpClient } from './http-client'

let current: Promise<CommunicationIdentityClient> | undefined

/**
 * The process's client for ACS Identity. It never retries by itself: it would repeat the signature of
 * the first attempt, wait longer than the request has, and create an identity twice.
 */
export function identityClient(): Promise<CommunicationIdentityClient> {
  return (current ??= createClient())
}

async function createClient(): Promise<CommunicationIdentityClient> {
  const { connectionString, endpoint } = env().acs
  const options = {
    allowInsecureConnection: endpoint.startsWith('http:'),
    retryOptions: { maxRetries: 0 },
    httpClient: createHttpClient(),
  }
  if (connectionString) return new CommunicationIdentityClient(connectionString, options)
  return new CommunicationIdentityClient(endpoint, await ownCredential(), options)
}
