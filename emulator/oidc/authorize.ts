import { randomBytes } from 'node:crypto'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, type Headers, redirect } from '../core/http'
import {
  type AuthenticationRequest,
  readAuthenticationRequest,
  requireWellFormed,
  scopesOf,
} from './authorization-request'
import { OidcError } from './errors'
import { personPage } from './person-page'
import { findPerson, type Provider, requireProvider } from './provider'
import { findOidcSession, newOidcSession, type OidcSession, oidcSessionCookie } from './session'

const CODE_LIFETIME = 60_000

/** /oidc/{provider}/authorize: who is it, and a code for the client. Source: OpenID Connect Core section 3.1.2. */
export async function oidcAuthorize(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const provider = requireProvider(request, emulator)
  const asked = readAuthenticationRequest(request, provider)
  try {
    requireWellFormed(asked)
    const session = await signedIn(request, asked, provider, emulator)
    if (!session) return personPage(asked, provider)
    const code = issueCode(asked, provider, session, emulator)
    const cookie = await oidcSessionCookie(session, provider, emulator)
    return responseTo(asked, provider, { code }, { 'set-cookie': cookie })
  } catch (error) {
    if (!(error instanceof OidcError)) throw error
    const { error: code, message } = error
    return responseTo(asked, provider, { error: code, error_description: message })
  }
}

async function signedIn(
  request: EmulatorRequest,
  { parameters, personId }: AuthenticationRequest,
  provider: Provider,
  emulator: Emulator,
): Promise<OidcSession | undefined> {
  const picked = personId === null ? undefined : findPerson(provider, personId)
  if (picked) return newOidcSession(picked, emulator)
  const prompt = parameters.get('prompt')
  const session = await findOidcSession(request, provider, emulator)
  const maxAge = Number(parameters.get('max_age') ?? Infinity) * 1000
  const isFresh = session && emulator.now() - session.signedInAt <= maxAge
  if (isFresh && prompt !== 'login' && prompt !== 'select_account') return session
  if (prompt === 'none') throw new OidcError('login_required', 'Nobody is signed in.')
  return undefined
}

function issueCode(
  { client, parameters, redirectUri }: AuthenticationRequest,
  provider: Provider,
  { person, signedInAt }: OidcSession,
  { store, now }: Emulator,
): string {
  for (const [code, { expiresAt }] of store.oidcCodes) {
    if (expiresAt < now()) store.oidcCodes.delete(code)
  }
  const code = randomBytes(32).toString('base64url')
  store.oidcCodes.set(code, {
    provider: provider.name,
    clientId: client.clientId,
    personId: person.id,
    scopes: scopesOf(parameters),
    signedInAt,
    redirectUri,
    nonce: parameters.get('nonce') ?? undefined,
    codeChallenge: parameters.get('code_challenge') ?? undefined,
    expiresAt: now() + CODE_LIFETIME,
  })
  return code
}

// RFC 9207: the response says whose it is.
function responseTo(
  { redirectUri, parameters }: AuthenticationRequest,
  { issuer }: Provider,
  values: Record<string, string>,
  headers: Headers = {},
): EmulatorResponse {
  const address = new URL(redirectUri)
  const state = parameters.get('state')
  const all = { ...values, ...(state !== null && { state }), iss: issuer }
  for (const [name, value] of Object.entries(all)) address.searchParams.set(name, value)
  return redirect(address.href, headers)
}
