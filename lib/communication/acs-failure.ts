import 'server-only'
import { env } from '@/lib/env'
import { codeOf, type RemoteFailure } from '@/lib/upstream/attempt'
import { acsResponse } from './errors'

// 401 about an identity or a Teams token; any other is about who asks.
const ABOUT_THE_REQUEST = ['IdentityNotOwned', 'InvalidAccessToken']

/** What the log says of a call to ACS that failed. */
export function acsFailure(error: unknown): RemoteFailure {
  const response = acsResponse(error)
  const failure = response
    ? { status: response.status, code: response.code }
    : { code: codeOf(error) }
  return { ...failure, ...(areCredentialsRefused(error) && { credentials: credentialsRefused() }) }
}

function areCredentialsRefused(error: unknown): boolean {
  const { status, code = '' } = acsResponse(error) ?? {}
  if (code === 'Denied') return true
  if (status === 401) return !ABOUT_THE_REQUEST.includes(code)
  return isManagedIdentityError(error)
}

// Of @azure/identity: there is no managed identity, or Entra gave it no token.
function isManagedIdentityError(error: unknown): boolean {
  return /^(CredentialUnavailable|(Aggregate)?Authentication)/.test((error as Error).name)
}

function credentialsRefused(): string {
  const setting = env().acs.connectionString
    ? 'ACS_CONNECTION_STRING'
    : 'ACS_ENDPOINT, and the role of this server’s managed identity'
  return `Azure Communication Services refused this server’s credentials: check ${setting}`
}
