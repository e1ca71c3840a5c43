import * as z from 'zod'
import { commonProblems, type Operation, paths } from './openapi-paths'
import { type ProblemCode, problems } from './problems'
import { problemResponse } from './schemas'

/** The scope that the server app exposes and every Bearer caller needs. */
export const API_SCOPE = 'access_as_user'

/** How a program gets an access token for this API, on behalf of the person at it. */
export type ApiAuthorization =
  | { kind: 'entra'; authorizationUrl: string; tokenUrl: string; scope: string }
  | { kind: 'openid'; discoveryUrl: string }

interface Settings {
  serverUrl: string
  /** Null where no Bearer token is accepted. */
  authorization: ApiAuthorization | null
}

/** The API's OpenAPI 3.1 document, generated from the schemas that validate requests. */
export function openApi({ serverUrl, authorization }: Settings) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'ACS authentication server',
      version: '1.0.0',
      description:
        'Maps signed-in people to Azure Communication Services identities and issues their access tokens.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    security: [...bearerRequirement(authorization), { session: [] }],
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, operations]) => [
        path,
        Object.fromEntries(
          Object.entries(operations).map(([method, operation]) => [
            method,
            describe(operation, operationId(method, path)),
          ]),
        ),
      ]),
    ),
    components: {
      schemas: componentSchemas(),
      securitySchemes: securitySchemes(authorization),
    },
  }
}

function describe(operation: Operation, operationId: string) {
  const { summary, description, parameters, body, responses, open } = operation
  return {
    operationId,
    summary,
    ...(description && { description }),
    ...(parameters && { parameters }),
    ...(body && { requestBody: { required: false, content: json(body) } }),
    ...(open && { security: [] }),
    responses: {
      ...Object.fromEntries(
        Object.entries(responses).map(([status, [meaning, schema]]) => [
          status,
          { description: meaning, ...(schema && { content: json(schema) }) },
        ]),
      ),
      ...(open ? {} : problemResponses([...commonProblems, ...(operation.problems ?? [])])),
    },
  }
}

function problemResponses(codes: ProblemCode[]) {
  const statuses = [...new Set(codes.map((code) => problems[code][0]))].sort()
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: [...new Set(codes)]
          .filter((code) => problems[code][0] === status)
          .map((code) => `\`${code}\`: ${problems[code][1]}`)
          .join('\n\n'),
        content: { 'application/problem+json': { schema: reference(problemResponse) } },
      },
    ]),
  )
}

function json(schema: z.ZodType) {
  return { 'application/json': { schema: reference(schema) } }
}

function reference(schema: z.ZodType) {
  return { $ref: `#/components/schemas/${schema.meta()?.id ?? ''}` }
}

// zod writes each schema as its own document; here they are parts of one.
function componentSchemas() {
  const { schemas } = z.toJSONSchema(z.globalRegistry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => {
      const part: Record<string, unknown> = { ...schema }
      delete part.$schema
      delete part.$id
      return [id, part]
    }),
  )
}

/** `get` and `/api/token/teams` make `getTokenTeams`. */
function operationId(method: string, path: string): string {
  const words = path.replace(/^\/api\//, '').split('/')
  return [method, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('')
}

function bearerRequirement(authorization: ApiAuthorization | null) {
  if (authorization === null) return []
  return authorization.kind === 'entra' ? [{ entra: [authorization.scope] }] : [{ openid: [] }]
}

function securitySchemes(authorization: ApiAuthorization | null) {
  return {
    ...(authorization && bearerScheme(authorization)),
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: 'acs-auth.session',
      description: 'The session of this app’s pages, for same-origin requests only.',
    },
  }
}

function bearerScheme(authorization: ApiAuthorization) {
  if (authorization.kind === 'openid') {
    return {
      openid: {
        type: 'openIdConnect',
        description: 'An access token of the OpenID provider for this API; never an ID token.',
        openIdConnectUrl: authorization.discoveryUrl,
      },
    }
  }
  const { authorizationUrl, tokenUrl, scope } = authorization
  const scopes = { [scope]: 'Use the API as the signed-in user.' }
  return {
    entra: {
      type: 'oauth2',
      description: 'An Entra access token for this API.',
      flows: { authorizationCode: { authorizationUrl, tokenUrl, scopes } },
    },
  }
}
