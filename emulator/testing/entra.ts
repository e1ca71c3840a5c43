import { createHash } from 'node:crypto'
import { decodeJwt } from 'jose'
import type { User } from '../core/config/config'
import { API_SCOPE, CLIENT_APP_ID, samples, SERVER_APP_ID } from '../core/config/samples'
import { bodyOf, type TestEmulator } from './emulator'

export const CONTOSO = samples.tenants[0]?.id ?? ''
export const FABRIKAM = samples.tenants[1]?.id ?? ''
export const WOODGROVE = samples.tenants[2]?.id ?? ''
export const LITWARE = samples.tenants[3]?.id ?? ''
export const SERVER_SECRET = 'emulator-sample-secret-not-for-production'
export const SERVER_REDIRECT = 'http://localhost:3000/api/auth/callback/azure-ad'
export const SPA_REDIRECT = 'http://localhost:3000/auth-redirect'
export const SPA_ORIGIN = { origin: 'http://localhost:3000' }
export const TEAMS_SCOPE = 'https://auth.msft.communication.azure.com/Teams.ManageCalls'
export const VERIFIER = 'a-code-verifier-of-at-least-forty-three-characters'
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')

export const server = { client_id: SERVER_APP_ID, client_secret: SERVER_SECRET }
export const spa = { client_id: CLIENT_APP_ID }

/** The sample account of a first name. */
export function sampleUser(name: string): User {
  const user = samples.users.find(({ username }) => username.startsWith(`${name}@`))
  if (!user) throw new Error(`There is no sample account called ${name}.`)
  return user
}

export interface TokenResponse {
  access_token: string
  refresh_token: string
  id_token: string
  scope: string
  expires_in: number
  client_info: string
  error: string
  error_description: string
  error_codes: number[]
  suberror: string
  claims: string
  [other: string]: unknown
}

type Fields = Record<string, string>

/** Posts a form to the token endpoint. */
export async function requestToken(
  emulator: TestEmulator,
  fields: Fields,
  { headers = {}, tenant = CONTOSO }: { headers?: Fields; tenant?: string } = {},
): Promise<{ status: number; body: TokenResponse }> {
  const body = new URLSearchParams(fields)
  const response = await emulator.fetch(`/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    headers,
    body,
  })
  return { status: response.status, body: await bodyOf<TokenResponse>(response) }
}

/** A user's tokens by the password grant; for the client app unless another is given. */
export async function passwordTokens(
  emulator: TestEmulator,
  name: string,
  scope = API_SCOPE,
  client: Fields = spa,
): Promise<TokenResponse> {
  const { username, password } = sampleUser(name)
  const fields = { grant_type: 'password', ...client, username, password, scope }
  const { body } = await requestToken(emulator, fields, { tenant: 'organizations' })
  return body
}

/** An authorize request of the client app with PKCE; parameters replace or add to it. */
export function spaRequest(parameters: Fields = {}): Fields {
  return {
    ...spa,
    response_type: 'code',
    redirect_uri: SPA_REDIRECT,
    scope: `openid profile offline_access ${API_SCOPE}`,
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...parameters,
  }
}

/** An authorize request of the server app, as next-auth makes it. */
export function serverRequest(parameters: Fields = {}): Fields {
  return {
    client_id: SERVER_APP_ID,
    response_type: 'code',
    redirect_uri: SERVER_REDIRECT,
    scope: 'openid profile email offline_access User.Read',
    ...parameters,
  }
}

/** Opens the authorize endpoint as a browser does; `cookie` is what an earlier response set. */
export function openAuthorize(
  emulator: TestEmulator,
  parameters: Fields,
  { cookie, tenant = CONTOSO }: { cookie?: string; tenant?: string } = {},
): Promise<Response> {
  return emulator.fetch(`/${tenant}/oauth2/v2.0/authorize?${new URLSearchParams(parameters)}`, {
    headers: cookie === undefined ? {} : { cookie },
  })
}

/** Presses a button of one of the pages: `choices` is what its form would add. */
export function press(
  emulator: TestEmulator,
  parameters: Fields,
  choices: Fields,
  tenant = CONTOSO,
): Promise<Response> {
  return emulator.fetch(`/${tenant}/oauth2/v2.0/authorize`, {
    method: 'POST',
    body: new URLSearchParams({ ...parameters, ...choices }),
  })
}

/** Picks an account, and accepts what is asked. */
export function signIn(
  emulator: TestEmulator,
  parameters: Fields,
  name = 'ada',
): Promise<Response> {
  return press(emulator, parameters, {
    emulator_account: sampleUser(name).username,
    emulator_consent: 'accept',
  })
}

/** Follows an authorize address a client made, picks an account and accepts: the address it comes back to. */
export async function followSignIn(
  emulator: TestEmulator,
  address: string | URL,
  name = 'ada',
): Promise<URL> {
  const { pathname, searchParams } = new URL(address)
  const choices = { emulator_account: sampleUser(name).username, emulator_consent: 'accept' }
  const tenant = pathname.slice(1, pathname.indexOf('/oauth2'))
  const response = await press(emulator, Object.fromEntries(searchParams), choices, tenant)
  return new URL(response.headers.get('location') ?? '')
}

/** What a response of the authorize endpoint hands the app, from its query or fragment. */
export function handedBack(response: Response): Fields {
  const location = new URL(response.headers.get('location') ?? '')
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1) || location.search))
}

/** The cookie a response set, as a browser sends it back. */
export function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

/** Signs in to the client app and redeems the code. */
export async function spaTokens(
  emulator: TestEmulator,
  parameters: Fields = {},
  name = 'ada',
): Promise<TokenResponse> {
  const { code = '' } = handedBack(await signIn(emulator, spaRequest(parameters), name))
  const { body } = await requestToken(emulator, redemption(code), { headers: SPA_ORIGIN })
  return body
}

/** The client app's redemption of a code. */
export function redemption(code: string, fields: Fields = {}): Fields {
  return {
    grant_type: 'authorization_code',
    ...spa,
    code,
    redirect_uri: SPA_REDIRECT,
    code_verifier: VERIFIER,
    ...fields,
  }
}

/** Any claims, signed by the control API. */
export async function signClaims(
  emulator: TestEmulator,
  claims: Record<string, unknown>,
  key?: string,
): Promise<string> {
  const response = await emulator.post('/_emulator/sign', { claims, ...(key && { key }) })
  return (await bodyOf<{ token: string }>(response)).token
}

/** A token's claims with some replaced, signed again. */
export function resign(
  emulator: TestEmulator,
  token: string,
  claims: Record<string, unknown>,
  key?: string,
): Promise<string> {
  return signClaims(emulator, { ...decodeJwt(token), ...claims }, key)
}
