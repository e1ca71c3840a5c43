import 'server-only'
import { platformToken } from '@/lib/observability/request-context'
import { AssertionUnavailable } from './assertion-unavailable'

const HEADER = 'x-vercel-oidc-token'

/**
 * The token that Vercel gave the request that is being served, or, in development, the environment's. Throws
 * AssertionUnavailable.
 */
export function vercelAssertion(development: string | undefined): string {
  const token = platformToken() ?? pageToken() ?? development
  if (token) return token
  throw new AssertionUnavailable(
    'that the project’s settings at Vercel have “Secure Backend Access with OIDC Federation”',
  )
}

// A page has no request at hand. Vercel's functions keep what belongs to it here, which its own library
// reads, too: https://github.com/vercel/vercel/blob/main/packages/oidc/src/get-context.ts
function pageToken(): string | undefined {
  const { [Symbol.for('@vercel/request-context')]: context } = globalThis as Record<
    symbol,
    { get?: () => { headers?: Record<string, string> } | undefined } | undefined
  >
  return context?.get?.()?.headers?.[HEADER]
}
