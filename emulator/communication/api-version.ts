import { type EmulatorRequest, splitTarget } from '../core/http'
import type { Operation } from '../core/operations'
import { CommunicationError } from './errors'

/** The api-versions of ACS Identity, the oldest first. */
export const IDENTITY_VERSIONS = [
  '2021-03-07',
  '2022-06-01',
  '2022-10-01',
  '2023-10-01',
  '2025-06-30',
  '2026-07-22',
  '2026-09-23',
] as const

// What the service says that it supports, by operation, as recorded up to 2023-10-01 (azure-sdk-for-python
// and azure-sdk-for-js, communication-identity): more than there is here. The later ones are added.
const EARLIEST = ['2020-07-20-preview2', '2021-02-22-preview1', '2021-03-07']
const TEAMS_PREVIEW = '2021-10-31-preview'

/** The value of `api-supported-versions` in the responses of an operation. */
export function supportedVersions(operation: Operation): string {
  const since = (first: IdentityVersion) => IDENTITY_VERSIONS.filter((version) => version >= first)
  switch (operation) {
    case 'acs.createIdentity':
    case 'acs.issueToken':
    case 'acs.revokeTokens':
    case 'acs.deleteIdentity':
      return [...EARLIEST, TEAMS_PREVIEW, '2021-11-01', ...since('2022-06-01')].join(', ')
    case 'acs.exchangeTeamsToken':
      return [TEAMS_PREVIEW, ...since('2022-06-01')].join(', ')
    default:
      return since('2025-06-30').join(', ')
  }
}

export type IdentityVersion = (typeof IDENTITY_VERSIONS)[number]

/**
 * The version a request speaks, of a service's `versions`. Throws a 400 when it names none, another one,
 * or one from before the operation was there (`since`).
 */
export function requireApiVersion<Version extends string>(
  request: EmulatorRequest,
  versions: readonly Version[],
  since?: NoInfer<Version>,
): Version {
  const given = request.query.get('api-version')
  if (!given) {
    throw new CommunicationError(
      400,
      'ApiVersionUnspecified',
      'An API version is required, but was not specified.',
    )
  }
  const version = versions.find((known) => known === given)
  if (version && (since === undefined || version >= since)) return version
  const { path } = splitTarget(request.target)
  throw new CommunicationError(
    400,
    'UnsupportedApiVersion',
    `The HTTP resource that matches the request URI '${path}' does not support the API version '${given}'.`,
  )
}
