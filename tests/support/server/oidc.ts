import { type AuthBrowser, locationOf } from './auth-browser'
import type { Emulator } from '../programs/emulator'
import { oidcSettings } from '@/scripts/local-settings'

/** What the API is called in tests, by tokens of an OpenID provider. */
export const AUDIENCE = 'https://calls.example/api'

/** The emulator's OpenID provider as the directory, and an audience for Bearer tokens. */
export function sampleProvider({ config }: Emulator): Record<string, string> {
  return { ...oidcSettings(config), OIDC_AUDIENCE: AUDIENCE }
}

/** Picks a person at the emulator's OpenID provider: the address that it leads back to. */
export async function pickPerson(address: URL, person: string): Promise<URL> {
  const response = await fetch(address.origin + address.pathname, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      ...Object.fromEntries(address.searchParams),
      emulator_person: person,
    }),
  })
  return new URL(response.headers.get('location') ?? 'nowhere:')
}

/** Signs a person in by the emulator's OpenID provider: the app's last response. */
export async function signInAtSample(browser: AuthBrowser, person: string): Promise<Response> {
  const address = locationOf(await browser.start())
  return browser.callback(await pickPerson(address, person))
}
