import { createHash } from 'node:crypto'
import type { OidcClient, OidcPerson } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, parameter, RequestError } from '../core/http'

/** An OpenID provider that has nothing to do with Entra: its clients, and the people who sign in to them. */
export interface Provider {
  name: string
  issuer: string
  clients: readonly OidcClient[]
  people: readonly OidcPerson[]
}

/** The provider that the path names. Throws a 404: one is there when a client of it is. */
export function requireProvider(
  request: EmulatorRequest,
  { origin, config }: Pick<Emulator, 'origin' | 'config'>,
): Provider {
  const name = parameter(request, 'provider')
  const clients = config.oidcClients.filter(({ provider }) => provider === name)
  if (clients.length === 0) {
    throw new RequestError(404, 'NotFound', `There is no OpenID provider called ${name}.`)
  }
  const people = config.oidcPeople.filter(({ provider }) => provider === name)
  return { name, issuer: `${origin}/oidc/${name}`, clients, people }
}

export function findPerson({ people }: Provider, personId: string): OidcPerson | undefined {
  return people.find(({ id }) => id === personId)
}

/** Who a person is to a client: to each another (OpenID Connect Core section 8.1, pairwise). */
export function subjectFor({ id, provider }: OidcPerson, { clientId }: OidcClient): string {
  return createHash('sha256').update(`${provider} ${clientId} ${id}`).digest('base64url')
}
