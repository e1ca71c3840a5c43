import { samples } from '../core/config/samples'
import { bodyOf, type TestEmulator } from './emulator'
import { CHALLENGE, VERIFIER } from './entra'

export const PROVIDER = '/oidc/sample'

const [sample] = samples.oidcClients

export const oidcClient = {
  client_id: sample?.clientId ?? '',
  client_secret: sample?.clientSecret ?? '',
}
export const OIDC_REDIRECT = sample?.redirectUris[0] ?? ''

type Fields = Record<string, string>

/** An authentication request of the sample client with PKCE; parameters replace or add to it. */
export function oidcRequest(parameters: Fields = {}): Fields {
  return {
    client_id: oidcClient.client_id,
    redirect_uri: OIDC_REDIRECT,
    response_type: 'code',
    scope: 'openid profile email offline_access',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...parameters,
  }
}

export function openOidc(
  emulator: TestEmulator,
  parameters: Fields,
  cookie?: string,
): Promise<Response> {
  return emulator.fetch(`${PROVIDER}/authorize?${new URLSearchParams(parameters)}`, {
    headers: cookie === undefined ? {} : { cookie },
  })
}

/** Picks a person on the provider's page. */
export function pickPerson(
  emulator: TestEmulator,
  parameters: Fields,
  person = 'joan',
): Promise<Response> {
  return emulator.fetch(`${PROVIDER}/authorize`, {
    method: 'POST',
    body: new URLSearchParams({ ...parameters, emulator_person: person }),
  })
}

/** The sample client's redemption of a code. */
export function oidcRedemption(code: string, fields: Fields = {}): Fields {
  return {
    grant_type: 'authorization_code',
    ...oidcClient,
    code,
    redirect_uri: OIDC_REDIRECT,
    code_verifier: VERIFIER,
    ...fields,
  }
}

/** Posts a form to the provider's token endpoint. */
export async function requestOidcToken(
  emulator: TestEmulator,
  fields: Fields,
  headers: Fields = {},
): Promise<{ status: number; headers: Headers; body: Fields }> {
  const body = new URLSearchParams(fields)
  const response = await emulator.fetch(`${PROVIDER}/token`, { method: 'POST', headers, body })
  return {
    status: response.status,
    headers: response.headers,
    body: await bodyOf<Fields>(response),
  }
}

/** A form without one of its fields. */
export function without(fields: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([each]) => each !== name))
}
