import type { Config, ManagedIdentity } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import {
  type EmulatorRequest,
  type EmulatorResponse,
  header,
  HttpError,
  json,
} from '../../core/http'
import { findIdentity, identityToken, type IdParameters, namedIds } from './identity-token'

export const IMDS_PATH = '/metadata/identity/oauth2/token'

const OLDEST_VERSION = '2018-02-01'

const ID_PARAMETERS: IdParameters = {
  client_id: 'clientId',
  object_id: 'objectId',
  msi_res_id: 'resourceId',
  mi_res_id: 'resourceId',
}

class ImdsError extends HttpError {
  override readonly name = 'ImdsError'

  constructor(
    readonly error: string,
    message: string,
  ) {
    super(message)
  }

  override get rule(): string {
    return `400 ${this.error}`
  }

  override toResponse(): EmulatorResponse {
    return json(400, { error: this.error, error_description: this.message })
  }
}

/**
 * GET /metadata/identity/oauth2/token: a managed identity's token, as a virtual machine asks for it
 * (Instance Metadata Service). Source: entra-docs, how-to-use-vm-token.md.
 */
export function imdsToken(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  requireMetadataHeader(request)
  const { query } = request
  const version = query.get('api-version') ?? ''
  if (!/^\d{4}-\d\d-\d\d$/.test(version) || version < OLDEST_VERSION) {
    throw new ImdsError('invalid_request', `api-version must be ${OLDEST_VERSION} or later.`)
  }
  const resource = query.get('resource')
  if (!resource) {
    throw new ImdsError('invalid_request', "Required query variable 'resource' is missing")
  }
  const identity = requireIdentity(query, emulator.config)
  const token = identityToken(identity, resource, emulator)
  if (!token) {
    const where = `tenant named ${identity.tenantId}`
    throw new ImdsError(
      'invalid_resource',
      `AADSTS50001: The application named ${resource} was not found in the ${where}.`,
    )
  }
  return json(200, { ...token, ext_expires_in: token.expires_in, refresh_token: '' })
}

// What a server can be made to fetch for others has no such header, and one that it passes on has the other.
function requireMetadataHeader(request: EmulatorRequest): void {
  if (header(request, 'metadata') !== 'true') {
    throw new ImdsError('bad_request_102', 'Required metadata header not specified')
  }
  if (request.headers['x-forwarded-for'] !== undefined) {
    throw new ImdsError('invalid_request', 'The request must not contain X-Forwarded-For.')
  }
}

// On a machine without a system-assigned identity the only user-assigned one is meant.
function requireIdentity(query: URLSearchParams, config: Config): ManagedIdentity {
  const ids = namedIds(query, ID_PARAMETERS)
  if (ids.length > 1) throw new ImdsError('invalid_request', 'Only one identity may be named.')
  const found = findIdentity(config, ids[0])
  if (found) return found
  const [only, other] = config.managedIdentities
  if (ids.length === 0 && other) {
    throw new ImdsError('invalid_request', 'Multiple user assigned identities exist: name one.')
  }
  if (ids.length === 0 && only) return only
  throw new ImdsError('invalid_request', 'Identity not found')
}
