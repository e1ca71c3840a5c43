import 'server-only'
import { env } from '@/lib/env'

interface Explanation {
  title: string
  text: string
  /** Whom it takes: the person themselves, or an administrator of the app or the tenant. */
  who: 'you' | 'administrator'
}

// Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
const byAadsts: Record<string, Explanation> = {
  AADSTS50011: {
    title: 'The sign-in address is not registered',
    text: 'The redirect URI of this app is missing in its Entra registration: add /api/auth/callback/azure-ad of this address as a Web redirect URI.',
    who: 'administrator',
  },
  AADSTS50020: {
    title: 'This account belongs to another organisation',
    text: 'The account is not known in the tenant that this app is for. Sign in with another account, or ask to be invited as a guest.',
    who: 'you',
  },
  AADSTS50058: {
    title: 'Your Microsoft session has ended',
    text: 'Sign in again.',
    who: 'you',
  },
  AADSTS50076: {
    title: 'A second step is needed',
    text: 'Your organisation asks for multi-factor authentication. Sign in again and complete it.',
    who: 'you',
  },
  AADSTS50079: {
    title: 'Multi-factor authentication has to be set up',
    text: 'Your organisation asks for multi-factor authentication. Sign in again and register a second factor.',
    who: 'you',
  },
  AADSTS50105: {
    title: 'You are not assigned to this app',
    text: 'An administrator has to assign you, or one of your groups, to this app.',
    who: 'administrator',
  },
  AADSTS53003: {
    title: 'Blocked by a policy of your organisation',
    text: 'A Conditional Access policy does not allow this sign-in from here.',
    who: 'administrator',
  },
  AADSTS54005: {
    title: 'This sign-in was completed already',
    text: 'Each sign-in works once, and going back in the browser repeats it. Start again.',
    who: 'you',
  },
  AADSTS65001: {
    title: 'Consent is missing',
    text: 'The app may not yet act on your behalf. Sign in again and accept, or ask an administrator to consent.',
    who: 'you',
  },
  AADSTS65004: {
    title: 'You did not accept',
    text: 'The app needs the permissions that Microsoft showed you. Sign in again and accept them to go on.',
    who: 'you',
  },
  AADSTS70008: {
    title: 'This sign-in took too long',
    text: 'It has expired meanwhile. Start again.',
    who: 'you',
  },
  AADSTS90002: {
    title: 'The tenant does not exist',
    text: 'AZURE_AD_TENANT_ID names a tenant that Entra does not know.',
    who: 'administrator',
  },
  AADSTS90094: {
    title: 'An administrator has to consent',
    text: 'Your organisation lets only administrators accept these permissions. Ask yours to consent for everybody.',
    who: 'administrator',
  },
  AADSTS650052: {
    title: 'A service is not enabled in your tenant',
    text: 'The tenant has no subscription to, or has disabled, a service that this app asks for.',
    who: 'administrator',
  },
  AADSTS700016: {
    title: 'The app is not registered in this tenant',
    text: 'AZURE_AD_CLIENT_ID names an application that the tenant does not know.',
    who: 'administrator',
  },
  AADSTS7000215: {
    title: 'The app’s secret is wrong',
    text: 'AZURE_AD_CLIENT_SECRET is not a current secret of the app; often the secret’s id was copied instead of its value.',
    who: 'administrator',
  },
  AADSTS7000222: {
    title: 'The app’s secret has expired',
    text: 'Make a new client secret and set AZURE_AD_CLIENT_SECRET.',
    who: 'administrator',
  },
}

const byError = {
  TenantNotAllowed: {
    title: 'Your organisation may not use this app',
    text: 'The app accepts accounts of certain tenants only. Sign in with another account.',
    who: 'you',
  },
  AccessDenied: { title: 'Access was denied', text: 'Sign in with another account.', who: 'you' },
  Configuration: {
    title: 'The app is not set up properly',
    text: 'Its configuration does not work for signing in. The server’s log has the details.',
    who: 'administrator',
  },
  OAuthSignin: {
    title: 'Microsoft could not be reached',
    text: 'The app could not start the sign-in with Microsoft Entra ID. Try again in a moment.',
    who: 'you',
  },
  OAuthCallback: {
    title: 'The sign-in could not be completed',
    text: 'It may have been started in another tab or too long ago. Start again.',
    who: 'you',
  },
  Callback: {
    title: 'The sign-in failed',
    text: 'Something unexpected happened. Try again; if it happens again, tell an administrator.',
    who: 'you',
  },
  RateLimited: {
    title: 'Too many attempts to sign in',
    text: 'Too many sign-ins have been started from your network. Wait a minute, then try again.',
    who: 'you',
  },
} satisfies Record<string, Explanation>

/** What may stand in the address of /error: next-auth's names, and two of ours. */
export type SignInError = keyof typeof byError

export function isSignInError(name: unknown): name is SignInError {
  return typeof name === 'string' && Object.hasOwn(byError, name)
}

/** A sign-in error in words, from its name and Entra's number where there is one. */
export function explainSignInError(error: string, aadsts: string): Explanation {
  const { emulatorUrl } = env()
  if (error === 'OAuthSignin' && emulatorUrl) return emulatorIsAway(emulatorUrl)
  return byAadsts[aadsts] ?? byError[isSignInError(error) ? error : 'Callback']
}

function emulatorIsAway(url: string): Explanation {
  return {
    title: 'The emulator does not answer',
    text: `In local mode, sign-in needs the emulator at ${url}. Start it with "npm run emulator", or everything at once with "npm run demo".`,
    who: 'you',
  }
}
