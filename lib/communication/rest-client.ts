import 'server-only'
import { createCommunicationAuthPolicy, parseClientArguments } from '@azure/communication-common'
import {
  createEmptyPipeline,
  createPipelineRequest,
  type HttpClient,
  type HttpMethods,
  type Pipeline,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline'
import { ownCredential } from '@/lib/azure/own-identity'
import { env } from '@/lib/env'
import { createHttpClient } from './http-client'

/** A request that the SDK has no method for. */
export interface RestRequest {
  method: HttpMethods
  /** Begins with a slash, and has no query. */
  path: string
  apiVersion: string
  body?: unknown
  abortSignal: AbortSignal
}

let current: Promise<Connection> | undefined

interface Connection {
  pipeline: Pipeline
  httpClient: HttpClient
}

/**
 * Sends a request to ACS, with the key's signature or this server's own token, as the SDK would. Returns the
 * response where its status is one of success, or among `accepted`. Throws a RestError.
 */
export async function sendToAcs(
  { method, path, apiVersion, body, abortSignal }: RestRequest,
  accepted: readonly number[] = [],
): Promise<{ status: number; body: unknown }> {
  const { endpoint } = env().acs
  const request = createPipelineRequest({
    url: `${endpoint}${path}?api-version=${apiVersion}`,
    method,
    abortSignal,
    allowInsecureConnection: endpoint.startsWith('http:'),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (body !== undefined) request.headers.set('content-type', 'application/json')
  const { pipeline, httpClient } = await (current ??= connect())
  const response = await pipeline.sendRequest(httpClient, request)
  const parsed = parse(response)
  const { status } = response
  if (status < 300 || accepted.includes(status)) return { status, body: parsed }
  const { code } = (parsed as { error?: { code?: string } } | undefined)?.error ?? {}
  throw new RestError(`ACS responded with ${status}.`, {
    statusCode: status,
    request,
    response: Object.assign(response, { parsedBody: parsed }),
    ...(code !== undefined && { code }),
  })
}

async function connect(): Promise<Connection> {
  const { connectionString, endpoint } = env().acs
  const { credential } = connectionString
    ? parseClientArguments(connectionString)
    : parseClientArguments(endpoint, await ownCredential())
  const pipeline = createEmptyPipeline()
  pipeline.addPolicy(createCommunicationAuthPolicy(credential))
  return { pipeline, httpClient: createHttpClient() }
}

function parse({ bodyAsText }: PipelineResponse): unknown {
  try {
    return bodyAsText ? JSON.parse(bodyAsText) : undefined
  } catch {
    return undefined
  }
}
