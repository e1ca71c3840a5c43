import * as z from 'zod'
import { problemCodes } from './problems'
import { profileShape } from './profile-fields'

// The shapes of requests and responses, from which validation, types and /openapi.json are derived.

const expiresOn = z.iso.datetime().meta({ description: 'When the token expires, UTC.' })

export const acsScope = z.enum(['chat', 'voip', 'chat.join', 'chat.join.limited', 'voip.join'])

export const identityResponse = z
  .strictObject({
    acsUserIdentity: z.string().meta({
      description: 'The caller’s identity in Azure Communication Services.',
      examples: ['8:acs:6b7a1c2d-0000-4000-8000-5f1e2d3c4b5a_00000000-0000-4000-8000-5f1e2d3c4b5a'],
    }),
  })
  .meta({ id: 'Identity' })

export const tokenRequest = z
  .strictObject({
    scopes: z
      .array(acsScope)
      .min(1)
      .max(acsScope.options.length)
      .meta({ description: 'The scopes of the token, among those that the server allows.' }),
    expiresInMinutes: z
      .int()
      .min(60)
      .max(1440)
      .meta({ description: 'The token’s lifetime, up to the server’s maximum.' }),
    fresh: z.boolean().meta({
      description:
        'Whether to issue a new token even if an earlier one is still valid. For a client whose token was refused.',
    }),
  })
  .partial()
  .meta({ id: 'TokenRequest' })

export const tokenResponse = z
  .strictObject({
    token: z.string().meta({ description: 'The ACS user token.' }),
    expiresOn,
    user: z.strictObject({
      communicationUserId: z.string(),
      id: z.string().meta({ description: 'The same as communicationUserId.' }),
    }),
  })
  .meta({ id: 'UserToken' })

export const pendingResponse = z
  .strictObject({
    pending: z.literal(true).meta({
      description:
        'ACS could not be reached; the request is repeated until the tokens are revoked.',
    }),
  })
  .meta({ id: 'Pending' })

export const exchangeRequest = z
  .strictObject({
    teamsUserAadToken: z.string().meta({
      description: 'Entra access token of the Teams user, for Azure Communication Services.',
    }),
  })
  .partial()
  .meta({ id: 'ExchangeRequest' })

export const teamsTokenResponse = z
  .strictObject({
    token: z.string().meta({ description: 'The ACS token for the Teams user.' }),
    expiresOn,
  })
  .meta({ id: 'TeamsUserToken' })

export const profileResponse = z
  .strictObject(
    profileShape({
      optionalText: z.string().nullable(),
      text: z.string(),
      texts: z.array(z.string()),
    }),
  )
  .meta({ id: 'Profile' })

const personId = {
  directory: z.string().min(1).max(400).meta({ description: 'Entra: tenant id; else the issuer.' }),
  subject: z.string().min(1).max(400).meta({ description: 'Entra: object id; else `sub`.' }),
}
const moment = z.iso.datetime()

export const operatorAction = z.enum([
  'revoke_tokens',
  'sign_out',
  'delete_identity',
  'erase',
  'retry',
])

export const personQuery = z.object(personId)

/** One way of looking at a time. */
export const peopleQuery = z
  .object({
    after: z.string().max(200),
    subject: z.string().max(400),
    acsUserId: z.string().max(200),
    address: z.string().max(320),
  })
  .partial()
  .refine((query) => Object.values(query).length <= 1, {
    message: 'Only one of after, subject, acsUserId and address may be given.',
  })

export const actionRequest = z
  .strictObject({
    action: operatorAction.meta({
      description:
        '`erase` is `sign_out` and `delete_identity`; `retry` has what is pending at ACS done now.',
    }),
    ...personId,
  })
  .meta({ id: 'ActionRequest' })

export const actionResponse = z
  .strictObject({
    pending: z.boolean().meta({ description: 'Whether ACS has yet to do its part.' }),
  })
  .meta({ id: 'ActionResult' })

export const peopleResponse = z
  .strictObject({
    people: z.array(
      z.strictObject({
        ...personId,
        acsUserId: z.string(),
        createdAt: moment,
        lastIssuedAt: moment
          .nullable()
          .meta({ description: 'The hour in which a token was last handed out.' }),
        hasEnded: z
          .boolean()
          .meta({ description: 'Whether the mapping has ended, and ACS has yet to delete it.' }),
        isUnusable: z.boolean(),
        pending: z
          .strictObject({
            operation: z.enum(['delete', 'revoke']),
            attempts: z.int(),
            retryAt: moment,
          })
          .nullable(),
      }),
    ),
    next: z.string().optional().meta({ description: 'Pass it as `after` for the next page.' }),
  })
  .meta({ id: 'People' })

export const exportResponse = z
  .strictObject({
    exportedAt: moment,
    person: z.strictObject(personId),
    identities: z.array(
      z.strictObject({
        acsUserId: z.string().nullable(),
        acsResource: z.string(),
        createdAt: moment,
        lastIssuedAt: moment.nullable(),
        tokenGeneration: z.int(),
        hasEnded: z.boolean(),
        isPending: z.boolean(),
        isUnusable: z.boolean(),
      }),
    ),
    sessions: z.array(
      z.strictObject({ expiresAt: moment, renewedAt: moment, roles: z.array(z.string()) }),
    ),
    signedOutEverywhere: z.strictObject({ times: z.int(), lastSessionAt: moment.nullable() }),
    keptElsewhere: z.array(z.string()).meta({ description: 'What others keep, in words.' }),
  })
  .meta({ id: 'Export' })

export const healthResponse = z
  .strictObject({ status: z.enum(['ok', 'unavailable']) })
  .meta({ id: 'Health' })

export const problemResponse = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'Safe to show to a person.' }),
    code: z.enum(problemCodes).meta({ description: 'Stable, for use in code.' }),
    correlationId: z.uuid().meta({ description: 'The server’s log has details under this ID.' }),
    errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
    claims: z
      .string()
      .optional()
      .meta({ description: 'Claims challenge to pass on to Entra (interaction_required).' }),
  })
  .meta({ id: 'Problem' })

export type IdentityResponse = z.output<typeof identityResponse>
export type TokenRequest = z.output<typeof tokenRequest>
export type TokenResponse = z.output<typeof tokenResponse>
export type TeamsTokenResponse = z.output<typeof teamsTokenResponse>
export type ProfileResponse = z.output<typeof profileResponse>
export type OperatorAction = z.output<typeof operatorAction>
export type PeopleQuery = z.output<typeof peopleQuery>
export type PeopleResponse = z.output<typeof peopleResponse>
export type ExportResponse = z.output<typeof exportResponse>
export type ProblemResponse = z.output<typeof problemResponse>
