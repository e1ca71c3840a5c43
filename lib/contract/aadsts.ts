// What Entra's error numbers mean, where both a sign-in and a token for the browser can meet them.
// Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
export const aadsts = {
  AADSTS50058: 'Your Microsoft session has ended',
  AADSTS50076: 'Your organization requires multi-factor authentication',
  AADSTS50079: 'Your organization requires you to set up multi-factor authentication',
  AADSTS65001: 'Consent is missing',
  AADSTS65004: 'You did not accept the permissions',
  AADSTS90094: 'An administrator must consent',
  AADSTS650052: 'A service that this app needs is not enabled in your organization',
  AADSTS700016: 'The app is not registered in this tenant',
} as const

/** Entra's error number in its description of an error, as in AADSTS65004. */
export function aadstsOf(description: string): string | undefined {
  return /\bAADSTS\d{4,9}\b/.exec(description)?.[0]
}
