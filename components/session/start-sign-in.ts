/**
 * Begins a sign-in with the provider of that id, which leads back to `callbackUrl`; returns the address to
 * go to: the provider's, or that of the page that explains what went wrong. A claims challenge is passed on.
 * Throws where the server cannot be reached.
 * Source: https://next-auth.js.org/getting-started/rest-api
 */
export async function startSignIn(
  id: string,
  callbackUrl: string,
  claims?: string,
): Promise<string> {
  const csrf = await fetch('/api/auth/csrf')
  const { csrfToken = '' } = (await csrf.json()) as { csrfToken?: string }
  const query = claims === undefined ? '' : `?${new URLSearchParams({ claims }).toString()}`
  const response = await fetch(`/api/auth/signin/${id}${query}`, {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, callbackUrl, json: 'true' }),
  })
  if (response.status === 429) return '/error?error=RateLimited'
  const { url = '/error?error=Callback' } = (await response.json()) as { url?: string }
  return url
}
