import 'server-only'

interface PolicyOptions {
  nonce: string
  /** `next dev` needs eval and a WebSocket. */
  isDevelopment: boolean
  /** Whether this app's own pages may frame the page, as MSAL does with its bridge. */
  isFramable: boolean
  /** Where people sign in, and the browser gets tokens. */
  directoryOrigins: readonly string[]
  /** Graph's origin, on the page that looks people up; otherwise undefined. */
  graph: string | undefined
  /** Whether the calling SDK places calls from the page. */
  hasCallingSdk: boolean
}

// What the calling SDK talks to for signaling, media setup and telemetry.
// Source: https://learn.microsoft.com/azure/communication-services/concepts/voice-video-calling/network-requirements
const CALLING_DOMAINS = ['skype.com', 'microsoft.com', 'azure.com', 'azure.net', 'office.com']
const CALLING_HOSTS = CALLING_DOMAINS.map((name) => `https://*.${name} wss://*.${name}`).join(' ')

/** The pages' Content-Security-Policy: own scripts by nonce, the directory for tokens and sign-in. */
export function contentSecurityPolicy(options: PolicyOptions): string {
  const { nonce, isDevelopment, isFramable, graph, hasCallingSdk } = options
  const directory = options.directoryOrigins.join(' ')
  const connect = [
    directory,
    ...(graph === undefined ? [] : [graph]),
    ...(hasCallingSdk ? [CALLING_HOSTS] : []),
    ...(isDevelopment ? ['ws:'] : []),
  ]
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `img-src 'self' data:`,
    `connect-src 'self' ${connect.join(' ')}`,
    ...(hasCallingSdk ? [`worker-src 'self' blob:`] : []),
    `frame-src 'self' ${directory}`,
    `form-action 'self' ${directory}`,
    `frame-ancestors ${isFramable ? "'self'" : "'none'"}`,
    `base-uri 'none'`,
    `object-src 'none'`,
  ].join('; ')
}
