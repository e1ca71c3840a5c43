import * as z from 'zod'
import type { OidcPerson } from '../core/config/config'
import { sessionAttributes } from '../core/cookie-site'
import type { Emulator } from '../core/emulator'
import type { EmulatorRequest } from '../core/http'
import { isRevoked, issuedAt } from '../core/issuance'
import { seal, unseal } from '../entra/tokens/sealed'
import { findPerson, type Provider } from './provider'

const sessionSchema = z.object({
  use: z.literal('oidc-session'),
  provider: z.string(),
  personId: z.string(),
  /** When they signed in, in milliseconds. */
  signedInAt: z.number(),
})

export interface OidcSession {
  person: OidcPerson
  signedInAt: number
}

function cookieOf({ name }: Provider): string {
  return `emulator-oidc-${name}`
}

/** The browser's session at a provider, unless a reset has ended it. */
export async function findOidcSession(
  request: EmulatorRequest,
  provider: Provider,
  { store }: Emulator,
): Promise<OidcSession | undefined> {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/)
  const start = `${cookieOf(provider)}=`
  const value = cookies.find((cookie) => cookie.startsWith(start))?.slice(start.length)
  const sealed = value && (await unseal(value, sessionSchema))
  if (!sealed || sealed.provider !== provider.name) return undefined
  if (isRevoked(store.grants, sealed.signedInAt)) return undefined
  const person = findPerson(provider, sealed.personId)
  return person && { person, signedInAt: sealed.signedInAt }
}

export function newOidcSession(person: OidcPerson, { store, now }: Emulator): OidcSession {
  return { person, signedInAt: issuedAt(store.grants, now()) }
}

/** The `Set-Cookie` that keeps a session until the browser closes. */
export async function oidcSessionCookie(
  session: OidcSession,
  provider: Provider,
  emulator: Emulator,
): Promise<string> {
  const value = await seal({
    use: 'oidc-session',
    provider: provider.name,
    personId: session.person.id,
    signedInAt: session.signedInAt,
  } satisfies z.infer<typeof sessionSchema>)
  return `${cookieOf(provider)}=${value}; ${attributes(provider, emulator)}`
}

/** The `Set-Cookie` that ends it. */
export function endedOidcCookie(provider: Provider, emulator: Emulator): string {
  return `${cookieOf(provider)}=; ${attributes(provider, emulator)}; Max-Age=0`
}

function attributes({ name }: Provider, emulator: Emulator): string {
  return sessionAttributes(`/oidc/${name}`, emulator)
}
