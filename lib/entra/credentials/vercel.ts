import 'server-only'
import { platformToken } from '@/lib/observability/request-context'
import { AssertionUnavailable } from './assertion-unavailable'

/**
 * The token that Vercel gave the request that is being served, or, in development, the environment's. Throws
 * AssertionUnavailable.
 */
export function vercelAssertion(development: string | undefined): string {
  const token = platformToken() ?? development
  if (token) return token
  throw new AssertionUnavailable(
    'that the project’s settings at Vercel have “Secure Backend Access with OIDC Federation”',
  )
}
