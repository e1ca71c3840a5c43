import 'server-only'
import { Problem } from '@/lib/errors/problem'
import { noResponseProblem, upstreamProblem } from '@/lib/upstream/upstream-problem'

/** ACS says that an identity belongs to another resource, or to none any more. */
export class IdentityNotOwned extends Error {
  override readonly name = 'IdentityNotOwned'
}

/** What ACS responded, as far as the SDK's error tells: status, and code and target of the body. */
export interface AcsResponse {
  status: number
  code: string | undefined
  target: string | undefined
  retryAfter: string | undefined
}

interface RestErrorLike {
  statusCode?: number
  code?: string
  response?: {
    headers?: { get(name: string): string | undefined }
    parsedBody?: { error?: { target?: string } }
  }
}

/** Reads an error of the SDK; null where there was no response at all. */
export function acsResponse(error: unknown): AcsResponse | null {
  const { statusCode, code, response } = error as RestErrorLike
  if (statusCode === undefined) return null
  return {
    status: statusCode,
    code,
    target: response?.parsedBody?.error?.target,
    retryAfter: response?.headers?.get('retry-after'),
  }
}

/** What to throw for an error of a call: IdentityNotOwned, or a problem. */
export function acsProblem(error: unknown): Error {
  const response = acsResponse(error)
  if (!response) return noResponseProblem(error)
  if (response.status === 401 && response.code === 'IdentityNotOwned') {
    return new IdentityNotOwned('The identity does not belong to the resource.', { cause: error })
  }
  return upstreamProblem(response.status, response.retryAfter, error)
}

/** What to throw for an error of the Teams exchange, whose refusals are about the Teams token. */
export function exchangeProblem(error: unknown): Error {
  const { status, code, target } = acsResponse(error) ?? {}
  if (status === 401 && code === 'InvalidAccessToken') {
    return new Problem('teams_token_invalid', { cause: error })
  }
  if (status === 403) return new Problem('teams_access_denied', { cause: error })
  if (status === 400 && target?.toLowerCase() === 'appid') {
    return new Problem('teams_token_wrong_client', { cause: error })
  }
  if (status === 400 && target?.toLowerCase() === 'userid') {
    return new Problem('teams_token_wrong_user', { cause: error })
  }
  return acsProblem(error)
}
