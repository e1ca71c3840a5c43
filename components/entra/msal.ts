import {
  type AccountInfo,
  type AuthenticationResult,
  createStandardPublicClientApplication,
  type IPublicClientApplication,
} from '@azure/msal-browser'
import { clearLateMsalEntries } from './msal-cache'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import { acquireLasting } from './acquire-lasting'
import type { Purpose } from './explain-entra-error'

// ManageChats is retiring, but consented with calls.
const scopes: Record<Purpose, string[]> = {
  teams: [
    'https://auth.msft.communication.azure.com/Teams.ManageCalls',
    'https://auth.msft.communication.azure.com/Teams.ManageChats',
  ],
  people: ['User.ReadBasic.All'],
}

let client: Promise<IPublicClientApplication> | undefined

/** The page's MSAL client, and the token that a redirect brought back, if one did. */
export async function startMsal(settings: MsalSettings): Promise<AuthenticationResult | null> {
  return (await msal(settings)).handleRedirectPromise()
}

/** The ways to a token for a purpose; a redirect's comes back through startMsal. */
export const acquire = {
  silent: whileSignedIn(acquireSilently),
  popup: whileSignedIn(acquireInPopup),
  redirect: whileSignedIn(acquireByRedirect),
}

// A person may sign out in another tab while Entra is asked.
function whileSignedIn<Args extends unknown[], Result>(way: (...args: Args) => Promise<Result>) {
  return (...args: Args) => way(...args).finally(clearLateMsalEntries)
}

// From MSAL's cache, by its refresh token, or through Entra's own session; with `isFresh` not from
// the cache. Throws InteractionRequiredAuthError where Entra requires interaction.
async function acquireSilently(
  settings: MsalSettings,
  purpose: Purpose,
  isFresh = false,
): Promise<AuthenticationResult> {
  const app = await msal(settings)
  const account = accountOf(app, settings)
  if (!account) return app.ssoSilent({ scopes: scopes[purpose], loginHint: settings.loginHint })
  const ask = (forceRefresh: boolean) =>
    app.acquireTokenSilent({ scopes: scopes[purpose], account, forceRefresh })
  return purpose === 'teams' && !isFresh ? acquireLasting(ask) : ask(isFresh)
}

async function acquireInPopup(
  settings: MsalSettings,
  purpose: Purpose,
): Promise<AuthenticationResult> {
  const app = await msal(settings)
  return app.acquireTokenPopup({
    scopes: scopes[purpose],
    loginHint: settings.loginHint,
    // A popup that was closed leaves its interaction in progress.
    overrideInteractionInProgress: true,
  })
}

async function acquireByRedirect(settings: MsalSettings, purpose: Purpose): Promise<null> {
  const app = await msal(settings)
  await app.acquireTokenRedirect({ scopes: scopes[purpose], loginHint: settings.loginHint })
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
