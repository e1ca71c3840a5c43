import 'server-only'
import { aadsts } from '@/lib/contract/aadsts'
import { env } from '@/lib/env'
import { configuredDirectory } from '../directories/configured-directory'
import { hasMicrosoftAccounts } from '../microsoft-accounts'

interface Explanation {
  title: string
  text: string
  /** Who can fix it: the person, or an administrator of the app or the tenant. */
  who: 'you' | 'administrator'
}

// Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
const byAadsts: Record<string, Explanation> = {
  AADSTS50011: {
    title: 'The sign-in address is not registered',
    text: 'This app’s redirect URI is missing from its Entra registration. Add this address with the path /api/auth/callback/azure-ad as a Web redirect URI.',
    who: 'administrator',
  },
  AADSTS50020: {
    title: 'This account belongs to another organization',
    text: 'The account does not exist in this app’s tenant. Sign in with another account, or ask to be invited as a guest.',
    who: 'you',
  },
  AADSTS50058: {
    title: aadsts.AADSTS50058,
    text: 'Sign in again.',
    who: 'you',
  },
  AADSTS50076: {
    title: aadsts.AADSTS50076,
    text: 'Sign in again and complete the second step.',
    who: 'you',
  },
  AADSTS50079: {
    title: aadsts.AADSTS50079,
    text: 'Sign in again and register a second factor.',
    who: 'you',
  },
  AADSTS50105: {
    title: 'You are not assigned to this app',
    text: 'Ask an administrator to assign you, or one of your groups, to this app.',
    who: 'administrator',
  },
  AADSTS53003: {
    title: 'Blocked by a policy of your organization',
    text: 'A Conditional Access policy does not allow this sign-in from your device or location.',
    who: 'administrator',
  },
  AADSTS54005: {
    title: 'This sign-in was already completed',
    text: 'A sign-in works only once, and going back in the browser repeats it. Sign in again.',
    who: 'you',
  },
  AADSTS65001: {
    title: aadsts.AADSTS65001,
    text: 'The app needs permission to act on your behalf. Sign in again and accept, or ask an administrator to grant admin consent.',
    who: 'you',
  },
  AADSTS65004: {
    title: aadsts.AADSTS65004,
    text: 'The app needs the permissions that Microsoft showed you. Sign in again and accept them to continue.',
    who: 'you',
  },
  AADSTS70008: {
    title: 'This sign-in took too long',
    text: 'It has expired. Sign in again.',
    who: 'you',
  },
  AADSTS90002: {
    title: 'The tenant does not exist',
    text: 'Entra does not know the tenant in AZURE_AD_TENANT_ID.',
    who: 'administrator',
  },
  AADSTS90094: {
    title: aadsts.AADSTS90094,
    text: 'Your organization lets only administrators accept these permissions. Ask yours to grant admin consent.',
    who: 'administrator',
  },
  AADSTS650052: {
    title: aadsts.AADSTS650052,
    text: 'The tenant has not subscribed to the service, or has disabled it.',
    who: 'administrator',
  },
  AADSTS700016: {
    title: aadsts.AADSTS700016,
    text: 'The tenant does not know the application in AZURE_AD_CLIENT_ID.',
    who: 'administrator',
  },
  AADSTS7000215: {
    title: 'The app’s secret is wrong',
    text: 'AZURE_AD_CLIENT_SECRET is not a current secret of the app. Often the secret’s ID was copied instead of its value.',
    who: 'administrator',
  },
  AADSTS7000222: {
    title: 'The app’s secret has expired',
    text: 'Create a new client secret and set AZURE_AD_CLIENT_SECRET to it.',
    who: 'administrator',
  },
}

const byError = {
  TenantNotAllowed: {
    title: 'Your organization can’t use this app',
    text: 'The app accepts only accounts of certain tenants. Sign in with another account.',
    who: 'you',
  },
  RoleMissing: {
    title: 'You don’t have the role that this app requires',
    text: 'Ask an administrator to assign it to you, or to a group of yours, and then sign in again.',
    who: 'administrator',
  },
  AccessDenied: { title: 'Access was denied', text: 'Sign in with another account.', who: 'you' },
  Configuration: {
    title: 'The app is not configured correctly',
    text: 'Sign-in does not work with its configuration. The server’s log has the details.',
    who: 'administrator',
  },
  OAuthSignin: {
    title: 'Microsoft could not be reached',
    text: 'The app could not start the sign-in with Microsoft Entra ID. Try again in a moment.',
    who: 'you',
  },
  OAuthCallback: {
    title: 'The sign-in could not be completed',
    text: 'It may have been started in another tab, or too long ago. Sign in again.',
    who: 'you',
  },
  Callback: {
    title: 'The sign-in failed',
    text: 'Something unexpected happened. Try again. If the problem continues, tell an administrator.',
    who: 'you',
  },
  RateLimited: {
    title: 'Too many sign-in attempts',
    text: 'Too many sign-ins were started from your network. Wait a minute, then try again.',
    who: 'you',
  },
} satisfies Record<string, Explanation>

/** The errors that /error knows: next-auth's names, and three of ours. */
export type SignInError = keyof typeof byError

export function isSignInError(name: unknown): name is SignInError {
  return typeof name === 'string' && Object.hasOwn(byError, name)
}

/** Explains a sign-in error by its name, and by Entra's number where there is one. */
export function explainSignInError(error: string, aadsts: string): Explanation {
  const { emulatorUrl } = env()
  if (error === 'OAuthSignin' && emulatorUrl) return emulatorUnavailable(emulatorUrl)
  // Other directories than Entra may be Microsoft's, too: their numbers are about other settings.
  if (!hasMicrosoftAccounts()) {
    if (error === 'OAuthSignin') return providerUnavailable()
  } else if (byAadsts[aadsts]) return byAadsts[aadsts]
  return byError[isSignInError(error) ? error : 'Callback']
}

function providerUnavailable(): Explanation {
  const { name } = configuredDirectory().signInProvider()
  return {
    title: `${name} could not be reached`,
    text: 'The app could not start the sign-in. Try again in a moment.',
    who: 'you',
  }
}

function emulatorUnavailable(url: string): Explanation {
  return {
    title: 'The emulator is not responding',
    text: `In local mode, sign-in needs the emulator at ${url}. Start it with "npm run emulator", or everything at once with "npm run demo".`,
    who: 'you',
  }
}
