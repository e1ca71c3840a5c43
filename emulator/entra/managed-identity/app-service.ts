import { randomUUID } from 'node:crypto'
import type { Emulator } from '../../core/emulator'
import {
  type EmulatorRequest,
  type EmulatorResponse,
  header,
  HttpError,
  json,
} from '../../core/http'
import { findIdentity, identityToken, type IdParameters, namedIds } from './identity-token'

export const APP_SERVICE_PATH = '/MSI/token'
/** The value of the environment variable of that name. Azure rotates it. */
export const IDENTITY_HEADER = 'emulator-sample-identity-header-not-for-production'

const OLDEST_VERSION = '2019-08-01'

const ID_PARAMETERS: IdParameters = {
  client_id: 'clientId',
  principal_id: 'objectId',
  object_id: 'objectId',
  mi_res_id: 'resourceId',
}

const NO_IDENTITY =
  'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.'

class AppServiceError extends HttpError {
  override readonly name = 'AppServiceError'

  constructor(
    message: string,
    readonly statusCode = 400,
  ) {
    super(message)
  }

  override get rule(): string {
    return `App Service ${this.statusCode}`
  }

  override toResponse(): EmulatorResponse {
    const { statusCode, message } = this
    return json(statusCode, { statusCode, message, correlationId: randomUUID() })
  }
}

/**
 * GET /MSI/token: a managed identity's token, as an app on App Service asks for it (`IDENTITY_ENDPOINT`).
 * Source: azure-docs, app-service/overview-managed-identity.md.
 */
export function appServiceToken(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  if (header(request, 'x-identity-header') !== IDENTITY_HEADER) {
    throw new AppServiceError('The header X-IDENTITY-HEADER is missing or wrong.', 401)
  }
  const { query } = request
  const version = query.get('api-version') ?? ''
  if (!/^\d{4}-\d\d-\d\d$/.test(version) || version < OLDEST_VERSION) {
    throw new AppServiceError(`The api-version must be ${OLDEST_VERSION} or later.`)
  }
  const resource = query.get('resource')
  if (!resource) throw new AppServiceError('The parameter resource is missing.')
  const ids = namedIds(query, ID_PARAMETERS)
  if (ids.length > 1) throw new AppServiceError('Only one identity may be named.')
  const identity = findIdentity(emulator.config, ids[0])
  if (!identity) throw new AppServiceError(NO_IDENTITY)
  const token = identityToken(identity, resource, emulator)
  if (!token) throw new AppServiceError(`The resource ${resource} was not found.`)
  const { access_token, client_id, expires_on, not_before, token_type } = token
  return json(200, { access_token, client_id, expires_on, not_before, resource, token_type })
}
