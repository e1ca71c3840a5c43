import { empty, type EmulatorResponse, type Headers, HttpError, json } from '../core/http'

/** An error in ACS's envelope, with the field it is about where the service names one. */
export class CommunicationError extends HttpError {
  override readonly name = 'CommunicationError'

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly target?: string,
    readonly headers: Headers = {},
  ) {
    super(message)
  }

  override get rule(): string {
    return `${this.status} ${this.code}${this.target === undefined ? '' : `, ${this.target}`}`
  }

  override toResponse(): EmulatorResponse {
    const { status, code, message, target, headers } = this
    return json(
      status,
      { error: { code, message, ...(target !== undefined && { target }) } },
      // As recorded: only responses of success name a charset.
      { 'content-type': 'application/json', ...headers },
    )
  }
}

/** A 401 without a body, as the service responds to a signature that doesn't verify. */
export class Unauthorized extends HttpError {
  override readonly name = 'Unauthorized'
  override readonly rule = '401 without a body'

  constructor(override readonly reason: string) {
    super(reason)
  }

  override toResponse(): EmulatorResponse {
    return empty(401, { 'www-authenticate': 'HMAC-SHA256, Bearer' })
  }
}

// As recorded: a response from before the operation's version counts doesn't list the versions.
const UNVERSIONED: Headers = { 'api-supported-versions': undefined }

/** The 400 for a body without what every body has. */
export function modelError(message: string, target?: string): CommunicationError {
  return new CommunicationError(400, 'ValidationError', message, target, UNVERSIONED)
}

/** The 401 for an Entra token to be exchanged that isn't good. */
export function invalidAccessToken(): CommunicationError {
  const message = 'Provided access token is not valid.'
  return new CommunicationError(401, 'InvalidAccessToken', message, undefined, UNVERSIONED)
}

/** The 401 for credentials that were read and don't hold. */
export function denied(): CommunicationError {
  return new CommunicationError(401, 'Denied', 'Denied by the resource provider.')
}

export function validationError(message: string, target?: string): CommunicationError {
  return new CommunicationError(400, 'ValidationError', message, target)
}
