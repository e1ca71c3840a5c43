import { randomUUID } from 'node:crypto'
import { federatedCredentialSchema, type Registration } from '../../core/config/registration'
import type { Emulator } from '../../core/emulator'
import {
  empty,
  type EmulatorRequest,
  type EmulatorResponse,
  parameter,
  readJson,
} from '../../core/http'
import { GraphError } from '../errors'
import { unknownObject } from '../path-user'
import { badRequest, collection, single } from './collection'
import { parse, readObject } from './read-application'
import { requireReadableRegistration, requireWritableRegistration } from './registrations'

const LIMIT = 20

type Credential = Registration['federatedIdentityCredentials'][number]

/** GET /v1.0/applications/{id}/federatedIdentityCredentials */
export async function listFederatedCredentials(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const registration = await requireReadableRegistration(request, emulator)
  const { federatedIdentityCredentials: all } = registration
  return collection(pathOf(registration), all, request, emulator)
}

/** POST of the same address. Source: https://learn.microsoft.com/graph/api/application-post-federatedidentitycredentials */
export async function createFederatedCredential(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const registration = await requireWritableRegistration(request, emulator)
  const credential = { ...parse(federatedCredentialSchema, readJson(request)), id: randomUUID() }
  save(registration, [...registration.federatedIdentityCredentials, credential], emulator)
  return single(201, pathOf(registration), credential, request, emulator)
}

/** GET /v1.0/applications/{id}/federatedIdentityCredentials/{id or name} */
export async function getFederatedCredential(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const registration = await requireReadableRegistration(request, emulator)
  const credential = requireCredential(request, registration)
  return single(200, pathOf(registration), credential, request, emulator)
}

/** PATCH of the same address: everything but the name. */
export async function updateFederatedCredential(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const registration = await requireWritableRegistration(request, emulator)
  const credential = requireCredential(request, registration)
  const { id, ...before } = credential
  const changed = parse(federatedCredentialSchema, { ...before, ...readObject(request) })
  if (changed.name !== before.name) throw badRequest("Property 'name' is read-only.")
  const all = registration.federatedIdentityCredentials.map((each) =>
    each === credential ? { ...changed, id } : each,
  )
  save(registration, all, emulator)
  return empty(204)
}

/** DELETE of the same address. */
export async function deleteFederatedCredential(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const registration = await requireWritableRegistration(request, emulator)
  const credential = requireCredential(request, registration)
  const others = registration.federatedIdentityCredentials.filter((each) => each !== credential)
  save(registration, others, emulator)
  return empty(204)
}

function save(registration: Registration, all: Credential[], { store }: Emulator): void {
  if (all.length > LIMIT) {
    throw badRequest(`An application has at most ${LIMIT} federated identity credentials.`)
  }
  const names = new Set(all.map(({ name }) => name))
  const pairs = new Set(all.map(({ issuer, subject }) => `${issuer} ${subject}`))
  if (names.size < all.length || pairs.size < all.length) {
    throw new GraphError(
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      'FederatedIdentityCredential with this name, or this issuer and subject, already exists.',
    )
  }
  store.applications.set(registration.appId, { ...registration, federatedIdentityCredentials: all })
}

function requireCredential(
  request: EmulatorRequest,
  { federatedIdentityCredentials: all }: Registration,
): Credential {
  const wanted = parameter(request, 'credential')
  const found = all.find(({ id, name }) => id === wanted.toLowerCase() || name === wanted)
  if (!found) throw unknownObject(wanted)
  return found
}

function pathOf({ id }: Registration): string {
  return `applications('${id}')/federatedIdentityCredentials`
}
