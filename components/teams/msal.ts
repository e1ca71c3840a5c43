import {
  type AccountInfo,
  type AuthenticationResult,
  createStandardPublicClientApplication,
  type IPublicClientApplication,
} from '@azure/msal-browser'
import type { MsalSettings } from '@/lib/contract/msal-settings'

/** Scopes that let a token act as a Teams user. ManageChats is retiring, but consented with calls. */
export const TEAMS_SCOPES = [
  'https://auth.msft.communication.azure.com/Teams.ManageCalls',
  'https://auth.msft.communication.azure.com/Teams.ManageChats',
]

let client: Promise<IPublicClientApplication> | undefined

/** The page's MSAL client, and the token that a redirect brought back, if one did. */
export async function startMsal(settings: MsalSettings): Promise<AuthenticationResult | null> {
  return (await msal(settings)).handleRedirectPromise()
}

/** The ways to a token with `scopes`; a redirect's comes back through startMsal. */
export const acquire = {
  silent: acquireSilently,
  popup: acquireInPopup,
  redirect: acquireByRedirect,
}

// From MSAL's cache, by its refresh token, or through Entra's own session. Throws
// InteractionRequiredAuthError where Entra wants to see the person.
async function acquireSilently(
  settings: MsalSettings,
  scopes: string[],
): Promise<AuthenticationResult> {
  const app = await msal(settings)
  const account = accountOf(app, settings)
  return account
    ? app.acquireTokenSilent({ scopes, account })
    : app.ssoSilent({ scopes, loginHint: settings.loginHint })
}

async function acquireInPopup(
  settings: MsalSettings,
  scopes: string[],
): Promise<AuthenticationResult> {
  const app = await msal(settings)
  return app.acquireTokenPopup({
    scopes,
    loginHint: settings.loginHint,
    // A window that was closed leaves the interaction before this one open.
    overrideInteractionInProgress: true,
  })
}

async function acquireByRedirect(settings: MsalSettings, scopes: string[]): Promise<null> {
  const app = await msal(settings)
  await app.acquireTokenRedirect({ scopes, loginHint: settings.loginHint })
  return null
}

function accountOf(app: IPublicClientApplication, { loginHint }: MsalSettings): AccountInfo | null {
  return app.getAccount({ username: loginHint })
}

function msal(settings: MsalSettings): Promise<IPublicClientApplication> {
  const { clientId, authority, redirectUri, plainAuthority } = settings
  client ??= createStandardPublicClientApplication({
    auth: {
      clientId,
      authority,
      redirectUri,
      ...(plainAuthority && {
        knownAuthorities: [plainAuthority.host],
        authorityMetadata: plainAuthority.metadata,
      }),
    },
    cache: { cacheLocation: 'sessionStorage' },
    system: { popupBridgeTimeout: 5 * 60_000 },
  })
  return client
}
