import type { App } from '../../core/config/config'

export type Platform = keyof App['redirectUris']

/** Under which platform an app has registered a redirect URI; undefined if it hasn't. */
export function platformOf(app: App, redirectUri: string): Platform | undefined {
  if (!URL.canParse(redirectUri)) return undefined
  const { spa, web } = app.redirectUris
  if (spa.some((registered) => matches(registered, redirectUri))) return 'spa'
  if (web.some((registered) => matches(registered, redirectUri))) return 'web'
  return undefined
}

/** Whether pages of an origin are an app's: whether one of its redirect URIs is there. */
export function isOriginOf({ redirectUris: { spa, web } }: App, origin: string): boolean {
  return [...spa, ...web].some((registered) => matches(new URL(registered).origin, origin))
}

// Character by character, but any port of a registered http://localhost is right (RFC 8252 section 7.3).
function matches(registered: string, given: string): boolean {
  return withoutLocalPort(registered) === withoutLocalPort(given)
}

function withoutLocalPort(uri: string): string {
  return uri.replace(/^(http:\/\/localhost):\d{1,5}(?=\/|$)/, '$1')
}
