import 'server-only'

interface PolicyOptions {
  nonce: string
  /** `next dev` needs eval and a WebSocket. */
  isDevelopment: boolean
  /** Whether this app's own pages may frame the page, as MSAL does with its bridge. */
  isFramable: boolean
  /** Entra's origin. */
  entra: string
}

/** The pages' Content-Security-Policy: own scripts by nonce, Entra for tokens and sign-in. */
export function contentSecurityPolicy(options: PolicyOptions): string {
  const { nonce, isDevelopment, isFramable, entra } = options
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
