import 'server-only'
import { env } from '@/lib/env'

interface PolicyOptions {
  nonce: string
  /** `next dev` needs eval and a WebSocket. */
  isDevelopment: boolean
  /** Whether this app's own pages may frame the page, as MSAL does with its bridge. */
  isFramable: boolean
}

/** The pages' Content-Security-Policy: own scripts by nonce, Entra for tokens and sign-in. */
export function contentSecurityPolicy({ nonce, isDevelopment, isFramable }: PolicyOptions): string {
  const entra = env().entra.authorityHost
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `img-src 'self' data:`,
    `connect-src 'self' ${entra}${isDevelopment ? ' ws:' : ''}`,
    `frame-src 'self' ${entra}`,
    `form-action 'self' ${entra}`,
    `frame-ancestors ${isFramable ? "'self'" : "'none'"}`,
    `base-uri 'none'`,
    `object-src 'none'`,
  ].join('; ')
}
