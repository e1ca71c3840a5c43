import type { App } from '../../core/config/config'
import { isRegistered } from '../../core/local-port'

export type Platform = keyof App['redirectUris']

/** Under which platform an app has registered a redirect URI; undefined if it hasn't. */
export function platformOf(app: App, redirectUri: string): Platform | undefined {
  if (!URL.canParse(redirectUri)) return undefined
  const { spa, web } = app.redirectUris
  if (spa.some((registered) => isRegistered(registered, redirectUri))) return 'spa'
  if (web.some((registered) => isRegistered(registered, redirectUri))) return 'web'
  return undefined
}

/** Whether pages of an origin are an app's: whether one of its redirect URIs is there. */
export function isOriginOf({ redirectUris: { spa, web } }: App, origin: string): boolean {
  return [...spa, ...web].some((registered) => isRegistered(new URL(registered).origin, origin))
}
