import type { z } from 'zod'
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
  answers: Record<number, [description: string, schema?: z.ZodType]>
  /** The codes that this operation adds to those of all operations. */
  problems?: ProblemCode[]
  /** Set where no one has to be signed in. */
  open?: true
}

/** What any operation may answer that asks who is calling. */
export const anywhere: ProblemCode[] = [
  'unauthenticated',
  'token_invalid',
  'token_expired',
  'scope_missing',
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
const withAcs: ProblemCode[] = ['upstream_failed', 'upstream_throttled', 'upstream_timeout']
const exchange: ProblemCode[] = [
  ...problemCodes.filter((code) => code.startsWith('teams_')),
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
  description: 'Whether to create the identity where it is missing.',
  schema: { type: 'boolean', default: false },
}

/** Every operation, by path and method. */
export const paths: Record<string, Record<string, Operation>> = {
  '/api/user': {
    get: {
      summary: 'Read the caller’s ACS identity',
      answers: { 200: ['The identity.', schemas.identityAnswer] },
      problems: ['mapping_not_found'],
    },
    post: {
      summary: 'Get or create the caller’s ACS identity',
      description: 'At any concurrency a caller has one identity.',
      answers: {
        200: ['It existed.', schemas.identityAnswer],
        201: ['It was created.', schemas.identityAnswer],
      },
      problems: ['cross_site', ...withAcs],
    },
    delete: {
      summary: 'Delete the caller’s ACS identity',
      answers: { 204: ['It is gone, or there was none.'] },
      problems: ['cross_site'],
    },
  },
  '/api/token': {
    get: {
      summary: 'Get an ACS user token',
      description:
        'A token issued earlier is handed out again while more than half of its life is left. Not available as HEAD, which never issues a token.',
      parameters: [createParameter],
      answers: { 201: ['The token.', schemas.tokenAnswer] },
      problems: [
        'invalid_request',
        'mapping_not_found',
        'identity_unusable',
        'cross_site',
        ...withAcs,
      ],
    },
    post: {
      summary: 'Get an ACS user token, creating the identity where it is missing',
      description:
        'A token issued earlier for the same scopes and lifetime is handed out again while more than half of its life is left, unless a fresh one is asked for.',
      body: schemas.tokenRequest,
      answers: { 201: ['The token.', schemas.tokenAnswer] },
      problems: ['identity_unusable', 'cross_site', ...withBody, ...withAcs],
    },
    delete: {
      summary: 'Revoke all of the caller’s ACS user tokens',
      answers: {
        202: ['None is handed out again; ACS revokes them later.', schemas.pendingAnswer],
        204: ['They are revoked, or there were none.'],
      },
      problems: ['identity_unusable', 'cross_site'],
    },
  },
  '/api/token/teams': {
    get: {
      summary: 'Exchange a Teams user’s Entra token for an ACS token',
      parameters: [{ ...teamsHeader, required: true }],
      answers: { 201: ['The token.', schemas.teamsTokenAnswer] },
      problems: exchange,
    },
    post: {
      summary: 'Exchange a Teams user’s Entra token for an ACS token',
      description: 'The Entra token comes in the body or in the header.',
      parameters: [teamsHeader],
      body: schemas.exchangeRequest,
      answers: { 201: ['The token.', schemas.teamsTokenAnswer] },
      problems: [...exchange, ...withBody],
    },
  },
  '/api/profile': {
    get: {
      summary: 'Read the caller’s profile from Microsoft Graph',
      answers: { 200: ['The profile.', schemas.profileAnswer] },
      problems: ['interaction_required', 'consent_required', ...withAcs],
    },
  },
  '/api/health/live': {
    get: {
      summary: 'Whether the process runs',
      answers: { 200: ['It does.', schemas.healthAnswer] },
      open: true,
    },
  },
  '/api/health/ready': {
    get: {
      summary: 'Whether the database answers and its migrations are in',
      answers: {
        200: ['Yes.', schemas.healthAnswer],
        503: ['Not now.', schemas.healthAnswer],
      },
      open: true,
    },
  },
}
