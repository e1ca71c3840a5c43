import type { z } from 'zod'
import { OPERATOR_ROLE } from './operator-role'
import { type ProblemCode, problemCodes } from './problems'
import * as schemas from './schemas'

/** One operation of the API, in the terms of this product. */
export interface Operation {
  summary: string
  description?: string
  /** Schema of the JSON body, which may be left out. */
  body?: z.ZodType
  parameters?: object[]
  /** Status to meaning, and schema of the body where there is one. */
  responses: Record<number, [description: string, schema?: z.ZodType]>
  /** The operation's problems besides the common ones. */
  problems?: ProblemCode[]
  /** Set where no authentication is required. */
  open?: true
}

/** The problems of every operation that requires authentication. */
export const commonProblems: ProblemCode[] = [
  'unauthenticated',
  'token_invalid',
  'token_expired',
  'scope_missing',
  'role_missing',
  'client_not_allowed',
  'tenant_not_allowed',
  'method_not_allowed',
  'rate_limited',
  'internal_error',
  'upstream_unavailable',
]
const withBody: ProblemCode[] = [
  'invalid_request',
  'body_timeout',
  'body_too_large',
  'unsupported_media_type',
]
/** What a store of mappings throws, whichever is configured. */
const withStore: ProblemCode[] = [
  'interaction_required',
  'consent_required',
  'upstream_failed',
  'upstream_throttled',
  'upstream_unavailable',
  'upstream_timeout',
]
const withAcs: ProblemCode[] = ['upstream_failed', 'upstream_throttled', 'upstream_timeout']
const exchange: ProblemCode[] = [
  ...problemCodes.filter((code) => code.startsWith('teams_')),
  'directory_not_supported',
  'cross_site',
  ...withAcs,
]

const teamsHeader = {
  name: 'teams-user-aad-token',
  in: 'header',
  description: 'Entra access token of the Teams user, for Azure Communication Services.',
  schema: { type: 'string' },
}

const createParameter = {
  name: 'create',
  in: 'query',
  description: 'Whether to create the identity if it is missing.',
  schema: { type: 'boolean', default: false },
}

const textParameter = (name: string, description: string, required = false) => ({
  name,
  in: 'query',
  description,
  required,
  schema: { type: 'string' },
})

const peopleParameters = [
  textParameter('after', 'Where the page begins: `next` of the one before.'),
  textParameter('subject', 'Finds by the directory’s id of a person; Entra’s object id.'),
  textParameter('acsUserId', 'Finds by the ACS identity.'),
  textParameter(
    'address',
    'Finds by email address or sign-in name, at Microsoft Graph on the operator’s behalf.',
  ),
]

const personParameters = [
  textParameter('directory', 'Entra: tenant id; else the issuer.', true),
  textParameter('subject', 'Entra: object id; else `sub`.', true),
]

/** Every operation, by path and method. */
export const paths: Record<string, Record<string, Operation>> = {
  '/api/user': {
    get: {
      summary: 'Read the caller’s ACS identity',
      responses: { 200: ['The identity.', schemas.identityResponse] },
      problems: [...withStore, 'mapping_not_found'],
    },
    post: {
      summary: 'Get or create the caller’s ACS identity',
      description: 'A caller never has more than one identity, even with concurrent requests.',
      responses: {
        200: ['The existing identity.', schemas.identityResponse],
        201: ['The new identity.', schemas.identityResponse],
      },
      problems: [...withStore, 'cross_site', ...withAcs],
    },
    delete: {
      summary: 'Delete the caller’s ACS identity',
      responses: { 204: ['Deleted, or there was none.'] },
      problems: [...withStore, 'cross_site'],
    },
  },
  '/api/token': {
    get: {
      summary: 'Get an ACS user token',
      description:
        'An earlier token is returned again while more than half of its lifetime is left. HEAD is not supported: it never issues a token.',
      parameters: [createParameter],
      responses: { 201: ['The token.', schemas.tokenResponse] },
      problems: [
        ...withStore,
        'invalid_request',
        'mapping_not_found',
        'identity_unusable',
        'cross_site',
        ...withAcs,
      ],
    },
    post: {
      summary: 'Get an ACS user token, creating the identity if it is missing',
      description:
        'An earlier token for the same scopes and lifetime is returned again while more than half of its lifetime is left, unless a fresh one is requested.',
      body: schemas.tokenRequest,
      responses: { 201: ['The token.', schemas.tokenResponse] },
      problems: [...withStore, 'identity_unusable', 'cross_site', ...withBody, ...withAcs],
    },
    delete: {
      summary: 'Revoke all of the caller’s ACS user tokens',
      responses: {
        202: [
          'This server no longer returns them; ACS revokes them later.',
          schemas.pendingResponse,
        ],
        204: ['Revoked, or there were none.'],
      },
      problems: [...withStore, 'identity_unusable', 'cross_site'],
    },
  },
  '/api/token/teams': {
    get: {
      summary: 'Exchange a Teams user’s Entra token for an ACS token',
      parameters: [{ ...teamsHeader, required: true }],
      responses: { 201: ['The token.', schemas.teamsTokenResponse] },
      problems: exchange,
    },
    post: {
      summary: 'Exchange a Teams user’s Entra token for an ACS token',
      description: 'Send the Entra token in the body or in the header.',
      parameters: [teamsHeader],
      body: schemas.exchangeRequest,
      responses: { 201: ['The token.', schemas.teamsTokenResponse] },
      problems: [...exchange, ...withBody],
    },
  },
  '/api/profile': {
    get: {
      summary: 'Read the caller’s profile from Microsoft Graph',
      description:
        'Requested on behalf of the caller: for a Bearer token with the On-Behalf-Of flow (OBO), for a session with its refresh token.',
      responses: { 200: ['The profile.', schemas.profileResponse] },
      problems: [
        'interaction_required',
        'consent_required',
        'microsoft_account_required',
        ...withAcs,
      ],
    },
  },
  '/api/user/export': {
    get: {
      summary: 'Export all that is kept about the caller',
      responses: { 200: ['The export.', schemas.exportResponse] },
      problems: withStore,
    },
  },
  '/api/admin/people': {
    get: {
      summary: 'List identities, or find a person’s',
      description: `Requires the app role \`${OPERATOR_ROLE}\`. Without parameters the first page of all.`,
      parameters: peopleParameters,
      responses: { 200: ['The identities.', schemas.peopleResponse] },
      problems: [
        ...withStore,
        'invalid_request',
        'interaction_required',
        'consent_required',
        'microsoft_account_required',
        ...withAcs,
      ],
    },
  },
  '/api/admin/actions': {
    post: {
      summary: 'Act on what is a person’s',
      description: `Requires the app role \`${OPERATOR_ROLE}\`. Each is on record with the ids of operator and person.`,
      body: schemas.actionRequest,
      responses: { 200: ['Done, or enqueued.', schemas.actionResponse] },
      problems: [...withStore, 'identity_unusable', 'cross_site', ...withBody, ...withAcs],
    },
  },
  '/api/admin/export': {
    get: {
      summary: 'Export all that is kept about a person',
      description: `Requires the app role \`${OPERATOR_ROLE}\`.`,
      parameters: personParameters,
      responses: { 200: ['The export.', schemas.exportResponse] },
      problems: [...withStore, 'invalid_request'],
    },
  },
  '/api/health/live': {
    get: {
      summary: 'Liveness check',
      responses: { 200: ['The process is running.', schemas.healthResponse] },
      open: true,
    },
  },
  '/api/health/ready': {
    get: {
      summary: 'Readiness check: database and migrations',
      responses: {
        200: ['Ready.', schemas.healthResponse],
        503: ['Not ready.', schemas.healthResponse],
      },
      open: true,
    },
  },
}
