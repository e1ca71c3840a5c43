import * as z from 'zod'
import { applicationSchema, type Registration } from '../../core/config/registration'
import { type EmulatorRequest, readJson } from '../../core/http'
import { badRequest } from './collection'

export type ApplicationFields = z.infer<typeof applicationSchema>

// Of these a change may name some properties and leave the others; lists are replaced as a whole.
const PARTS = ['api', 'web', 'spa', 'publicClient'] as const

const objectSchema = z.record(z.string(), z.unknown())

/** What the body makes of an application, or says of a new one. Throws 400 for what it can't have. */
export function readApplication(
  request: EmulatorRequest,
  before: Partial<Registration> = {},
): ApplicationFields {
  const body = readObject(request)
  const known = Object.fromEntries(
    Object.entries(before).filter(([name]) => name in applicationSchema.shape),
  )
  const parts = PARTS.filter((part) => part in body).map((part) => {
    const named = objectSchema.safeParse(body[part]).data
    return [part, named ? { ...before[part], ...named } : body[part]] as const
  })
  const merged = { ...known, ...body, ...Object.fromEntries(parts) }
  return withTokenVersion(parse(applicationSchema, merged))
}

/** The properties of the body. Throws 400 for what is no JSON object. */
export function readObject(request: EmulatorRequest): Record<string, unknown> {
  const body = objectSchema.safeParse(readJson(request))
  if (!body.success) throw badRequest('The request body is not an object.')
  return body.data
}

/** A value in the shape of `schema`. Throws 400, with the text Graph has for unknown properties. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  if (issue?.code === 'unrecognized_keys') {
    throw badRequest(`Invalid property '${issue.keys.join("', '")}'.`)
  }
  throw badRequest(
    `Invalid value specified for property '${issue?.path.join('.') ?? ''}': ${issue?.message ?? ''}`,
  )
}

// Where personal accounts may sign in there are v2.0 tokens only.
function withTokenVersion(fields: ApplicationFields): ApplicationFields {
  if (fields.signInAudience !== 'AzureADandPersonalMicrosoftAccount') return fields
  const { requestedAccessTokenVersion: version } = fields.api
  if (version === 1) {
    throw badRequest("Property 'api.requestedAccessTokenVersion' is invalid for personal accounts.")
  }
  return { ...fields, api: { ...fields.api, requestedAccessTokenVersion: 2 } }
}
