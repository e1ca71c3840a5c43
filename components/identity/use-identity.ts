'use client'

import { useRef, useState } from 'react'
import { callApi, type Outcome } from '@/components/api/call-api'
import type { RequestTrace } from '@/components/api/request-trace'
import { broadcast } from '@/components/session/session-broadcast'
import { setToken, useToken } from '@/components/token/token-store'
import type {
  IdentityResponse,
  ProblemResponse,
  TokenResponse,
  TokenRequest,
} from '@/lib/contract/schemas'

/** The result of the last action on a card: a status text, and its request and response. */
export type Report = { trace: RequestTrace } & (
  { kind: 'done'; text: string } | { kind: 'problem'; problem: ProblemResponse }
)

/** The caller's ACS identity and token, and what can be done with them; one thing at a time. */
export function useIdentity(initial: string | null) {
  const [acsUserId, setAcsUserId] = useState(initial)
  const [reports, setReports] = useState<{ identity?: Report; token?: Report }>({})
  const [isBusy, setBusy] = useState(false)
  const token = useToken('acs')
  const lastRequest = useRef<TokenRequest>({})

  function request(wanted: TokenRequest) {
    return run(
      'token',
      callApi<TokenResponse>('POST', '/api/token', { body: wanted }),
      (issued) => {
        setAcsUserId(issued.user.communicationUserId)
        setToken('acs', issued)
        return issued.token === token?.token
          ? 'You got the same token again. The server reuses it during the first half of its lifetime.'
          : 'You have a token.'
      },
    )
  }

  async function run<Body>(
    card: 'identity' | 'token',
    call: Promise<Outcome<Body>>,
    done: (body: Body, status: number) => string,
  ) {
    setBusy(true)
    const outcome = await call
    const { trace } = outcome
    const report: Report = outcome.ok
      ? { kind: 'done', text: done(outcome.body, outcome.status), trace }
      : { kind: 'problem', problem: outcome.problem, trace }
    setReports((now) => ({ ...now, [card]: report }))
    setBusy(false)
    return outcome.ok
  }

  return {
    acsUserId,
    token,
    reports,
    isBusy,
    create: () =>
      run('identity', callApi<IdentityResponse>('POST', '/api/user'), ({ acsUserIdentity }) => {
        setAcsUserId(acsUserIdentity)
        return 'Your identity is ready.'
      }),
    issue: (wanted: TokenRequest) => {
      lastRequest.current = wanted
      return request(wanted)
    },
    /** A new token like the previous one, even if that is still valid. */
    refresh: () => request({ ...lastRequest.current, fresh: true }),
    revoke: () =>
      run('token', callApi<unknown>('DELETE', '/api/token'), (_, status) => {
        setToken('acs', undefined)
        broadcast('revoked')
        return status === 202
          ? 'This server no longer uses your tokens. Azure will revoke them shortly.'
          : 'All your tokens are revoked.'
      }),
    remove: () =>
      run('identity', callApi<undefined>('DELETE', '/api/user'), () => {
        setAcsUserId(null)
        setToken('acs', undefined)
        broadcast('revoked')
        setReports({})
        return 'Your identity is deleted.'
      }),
  }
}
