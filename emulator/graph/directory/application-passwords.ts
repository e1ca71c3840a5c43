import { randomBytes, randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Emulator } from '../../core/emulator'
import { empty, type EmulatorRequest, type EmulatorResponse, json, readJson } from '../../core/http'
import { badRequest } from './collection'
import { parse } from './read-application'
import { requireWritableRegistration } from './registrations'

const time = z.iso.datetime({ offset: true }).nullable().optional()

const addSchema = z.strictObject({
  passwordCredential: z
    .looseObject({
      displayName: z.string().nullable().default(null),
      startDateTime: time,
      endDateTime: time,
    })
    .nullable()
    .optional(),
})

const removeSchema = z.strictObject({ keyId: z.guid().toLowerCase() })

/**
 * POST /v1.0/applications/{id}/addPassword: a secret that the token endpoint takes at once, for two
 * years unless the body says how long. It is shown this once.
 * Source: https://learn.microsoft.com/graph/api/application-addpassword
 */
export async function addPassword(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const registration = await requireWritableRegistration(request, emulator)
  const { passwordCredential } = parse(addSchema, readJson(request) ?? {})
  const start = new Date(passwordCredential?.startDateTime ?? emulator.now())
  const end = passwordCredential?.endDateTime ?? inTwoYears(start)
  if (Date.parse(end) <= start.getTime()) throw badRequest('The password ends before it begins.')
  const secretText = `emu8Q~${randomBytes(26).toString('base64url').slice(0, 34)}`
  const password = {
    keyId: randomUUID(),
    displayName: passwordCredential?.displayName ?? null,
    hint: secretText.slice(0, 3),
    startDateTime: start.toISOString(),
    endDateTime: end,
    secretText,
  }
  const passwordCredentials = [...registration.passwordCredentials, password]
  emulator.store.applications.set(registration.appId, { ...registration, passwordCredentials })
  return json(200, {
    '@odata.context': `${emulator.origin}/v1.0/$metadata#microsoft.graph.passwordCredential`,
    customKeyIdentifier: null,
    ...password,
  })
}

/** POST /v1.0/applications/{id}/removePassword */
export async function removePassword(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const registration = await requireWritableRegistration(request, emulator)
  const { keyId } = parse(removeSchema, readJson(request))
  const passwordCredentials = registration.passwordCredentials.filter(
    (each) => each.keyId !== keyId,
  )
  if (passwordCredentials.length === registration.passwordCredentials.length) {
    throw badRequest('No password credential found with keyId.')
  }
  emulator.store.applications.set(registration.appId, { ...registration, passwordCredentials })
  return empty(204)
}

function inTwoYears(start: Date): string {
  const end = new Date(start)
  end.setUTCFullYear(end.getUTCFullYear() + 2)
  return end.toISOString()
}
