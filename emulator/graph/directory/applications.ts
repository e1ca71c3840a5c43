import { randomUUID } from 'node:crypto'
import { apiUri } from '../../core/config/permission-names'
import type { Registration } from '../../core/config/registration'
import type { Emulator } from '../../core/emulator'
import { empty, type EmulatorRequest, type EmulatorResponse } from '../../core/http'
import { READ_APPLICATIONS, requireReader, requireWriter, WRITE_APPLICATIONS } from './access'
import { requireRules } from './application-rules'
import { collection, single } from './collection'
import { forgetConsentsOf, renameConsents } from './consents'
import { readApplication } from './read-application'
import {
  registrationsOf,
  requireReadableRegistration,
  requireRegistration,
  requireWritableRegistration,
} from './registrations'

/** GET /v1.0/applications */
export async function listApplications(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const tenantId = await requireReader(request, emulator, ...READ_APPLICATIONS)
  const registrations = registrationsOf(tenantId, emulator).map((each) => applicationResource(each))
  return collection('applications', registrations, request, emulator)
}

/** POST /v1.0/applications. It signs people in at once; for itself it needs a service principal first. */
export async function createApplication(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const tenantId = await requireWriter(request, emulator, WRITE_APPLICATIONS)
  const registration: Registration = {
    ...readApplication(request),
    id: randomUUID(),
    appId: randomUUID(),
    tenantId,
    createdDateTime: new Date(emulator.now()).toISOString(),
    deletedDateTime: null,
    passwordCredentials: [],
    federatedIdentityCredentials: [],
  }
  requireRules(registration, undefined, tenantId, emulator)
  emulator.store.applications.set(registration.appId, registration)
  return single(201, 'applications', applicationResource(registration), request, emulator)
}

/** GET /v1.0/applications/{id}, /v1.0/applications(appId='…') */
export async function getApplication(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const registration = await requireReadableRegistration(request, emulator)
  return single(200, 'applications', applicationResource(registration), request, emulator)
}

/** PATCH of the same addresses. */
export async function updateApplication(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const tenantId = await requireWriter(request, emulator, WRITE_APPLICATIONS)
  const before = requireRegistration(request, tenantId, emulator)
  const next = { ...before, ...readApplication(request, before) }
  requireRules(next, before, tenantId, emulator)
  emulator.store.applications.set(next.appId, next)
  renameConsents(uriOf(before), uriOf(next), emulator.store)
  return empty(204)
}

/** DELETE of the same addresses: with its service principals, and what they were granted. */
export async function deleteApplication(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const registration = await requireWritableRegistration(request, emulator)
  const deletedDateTime = new Date(emulator.now()).toISOString()
  const { store } = emulator
  store.applications.set(registration.appId, { ...registration, deletedDateTime })
  forgetConsentsOf(registration.appId, () => true, store)
  for (const key of store.servicePrincipals) {
    if (key.endsWith(` ${registration.appId}`)) store.servicePrincipals.delete(key)
  }
  return empty(204)
}

function uriOf({ appId, identifierUris }: Registration): string {
  return apiUri({ clientId: appId, identifierUris })
}

const HIDDEN = ['tenantId', 'federatedIdentityCredentials']

/** A registration as Graph shows it: nobody sees a secret a second time. */
export function applicationResource(registration: Registration) {
  const visible = Object.entries(registration).filter(([name]) => !HIDDEN.includes(name))
  return {
    ...Object.fromEntries(visible),
    id: registration.id,
    keyCredentials: [],
    passwordCredentials: registration.passwordCredentials.map((password) => ({
      ...password,
      customKeyIdentifier: null,
      secretText: null,
    })),
  }
}
