import 'server-only'
import * as z from 'zod'
import { Problem } from '@/lib/errors/problem'
import { callGraph, fetchGraph, permissionProblem, requireSuccess, statusOf } from './call-graph'

/** On whom an extension is: the token's own user, or somebody by object id, for a token of an application. */
export type ExtensionOwner = 'me' | { objectId: string }

/** The properties of an open extension, those of OData and Graph included. */
export type ExtensionProperties = Readonly<Record<string, unknown>>

const extension = z.record(z.string(), z.unknown())
const TYPE = 'microsoft.graph.openTypeExtension'

/**
 * An open extension on a user, or null. Throws as all here: GraphTokenRefused, `consent_required` where the
 * token lacks the permission, or an upstream problem.
 * Source: https://learn.microsoft.com/graph/api/opentypeextension-get
 */
export async function readExtension(
  token: string,
  owner: ExtensionOwner,
  name: string,
): Promise<ExtensionProperties | null> {
  const body = await call('readExtension', async (signal): Promise<unknown> => {
    const response = await fetchGraph(`${extensionsOf(owner)}/${name}`, token, { signal })
    if (response.status === 404) return null
    return requireSuccess(response).json()
  })
  const parsed = extension.nullable().safeParse(body)
  if (!parsed.success) throw new Problem('upstream_failed', { cause: parsed.error })
  return parsed.data
}

/**
 * Has an open extension hold these properties beside those it has, and makes it where it is missing. May be
 * repeated. Goes on to its end when the client goes away.
 * Source: https://learn.microsoft.com/graph/api/opentypeextension-post and -update
 */
export async function writeExtension(
  token: string,
  owner: ExtensionOwner,
  name: string,
  properties: ExtensionProperties,
): Promise<void> {
  const made = { '@odata.type': TYPE, extensionName: name, ...properties }
  const isNew = await write('createExtension', (signal) =>
    send('POST', extensionsOf(owner), token, made, signal),
  )
  if (isNew) return
  // Microsoft's pages disagree on whether a change keeps what it doesn't name: it names all there is.
  const others = withoutNotes((await readExtension(token, owner, name)) ?? {})
  const changed = { '@odata.type': TYPE, ...others, ...properties }
  await write('updateExtension', (signal) =>
    send('PATCH', `${extensionsOf(owner)}/${name}`, token, changed, signal),
  )
}

/**
 * Takes an open extension away, with all it has; nothing where there is none. May be repeated.
 * Source: https://learn.microsoft.com/graph/api/opentypeextension-delete
 */
export async function deleteExtension(
  token: string,
  owner: ExtensionOwner,
  name: string,
): Promise<void> {
  await call(
    'deleteExtension',
    async (signal) => {
      const path = `${extensionsOf(owner)}/${name}`
      const response = await fetchGraph(path, token, { method: 'DELETE', signal })
      if (response.status !== 404) requireSuccess(response)
    },
    true,
  )
}

function call<T>(
  operation: string,
  work: (signal: AbortSignal) => Promise<T>,
  outlivesRequest = false,
): Promise<T> {
  return callGraph(operation, work, { isRepeatable: true, outlivesRequest, toProblem })
}

// False: there is one of that name already. Created, and the response lost: the next attempt finds that.
function write(operation: string, work: (signal: AbortSignal) => Promise<Response>) {
  return call(
    operation,
    async (signal) => {
      const response = await work(signal)
      if (response.status === 409) return false
      requireSuccess(response)
      return true
    },
    true,
  )
}

function toProblem(error: unknown): Error {
  if (statusOf(error) !== 400) return permissionProblem(error)
  const limits = 'Microsoft Graph took no extension: an app has two on a user at the most, of 2 KB.'
  return new Problem('upstream_failed', { cause: new Error(limits, { cause: error }) })
}

function send(
  method: string,
  path: string,
  token: string,
  body: object,
  signal: AbortSignal,
): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetchGraph(path, token, { method, headers, body: JSON.stringify(body), signal })
}

function extensionsOf(owner: ExtensionOwner): string {
  const user = owner === 'me' ? 'me' : `users/${encodeURIComponent(owner.objectId)}`
  return `/v1.0/${user}/extensions`
}

// What Graph says of the extension itself.
function withoutNotes(properties: ExtensionProperties): ExtensionProperties {
  const own = Object.entries(properties).filter(
    ([name]) => !name.includes('@') && name !== 'id' && name !== 'extensionName',
  )
  return Object.fromEntries(own)
}
