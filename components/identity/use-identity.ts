'use client'

import { useRef, useState } from 'react'
import { callApi, type Outcome } from '@/components/api/call-api'
import type { Exchange } from '@/components/api/request-trace'
import { announce } from '@/components/session/announcements'
import { holdToken, useHeldToken } from '@/components/token/held-tokens'
import type {
  IdentityAnswer,
  ProblemAnswer,
  TokenAnswer,
  TokenRequest,
} from '@/lib/contract/schemas'

/** What the last action on a card came to: in words for a status line, and as request and answer. */
export type Report = { exchange: Exchange } & (
  { kind: 'done'; text: string } | { kind: 'problem'; problem: ProblemAnswer }
)

/** The caller's ACS identity and token, and what can be done with them; one thing at a time. */
export function useIdentity(initial: string | null) {
  const [acsUserId, setAcsUserId] = useState(initial)
  const [reports, setReports] = useState<{ identity?: Report; token?: Report }>({})
  const [isBusy, setBusy] = useState(false)
  const token = useHeldToken('acs')
  const lastWanted = useRef<TokenRequest>({})

  function request(wanted: TokenRequest) {
    return run('token', callApi<TokenAnswer>('POST', '/api/token', { body: wanted }), (answer) => {
      setAcsUserId(answer.user.communicationUserId)
      holdToken('acs', answer)
      return answer.token === token?.token
        ? 'You have the same token again: the server keeps it for the first half of its life.'
        : 'You have a token.'
    })
  }

  async function run<Answer>(
    card: 'identity' | 'token',
    call: Promise<Outcome<Answer>>,
    done: (answer: Answer, status: number) => string,
  ) {
    setBusy(true)
    const outcome = await call
    const { exchange } = outcome
    const report: Report = outcome.ok
      ? { kind: 'done', text: done(outcome.body, outcome.status), exchange }
      : { kind: 'problem', problem: outcome.problem, exchange }
    setReports((now) => ({ ...now, [card]: report }))
    setBusy(false)
  }

  return {
    acsUserId,
    token,
    reports,
    isBusy,
    create: () =>
      run('identity', callApi<IdentityAnswer>('POST', '/api/user'), ({ acsUserIdentity }) => {
        setAcsUserId(acsUserIdentity)
        return 'Your identity is ready.'
      }),
    issue: (wanted: TokenRequest) => {
      lastWanted.current = wanted
      return request(wanted)
    },
    /** A new token like the one before, even where that one would do. */
    refresh: () => request({ ...lastWanted.current, fresh: true }),
    revoke: () =>
      run('token', callApi<unknown>('DELETE', '/api/token'), (_, status) => {
        holdToken('acs', undefined)
        announce('revoked')
        return status === 202
          ? 'Your tokens are withdrawn here; Azure will revoke them shortly.'
          : 'All your tokens are revoked.'
      }),
    remove: () =>
      run('identity', callApi<undefined>('DELETE', '/api/user'), () => {
        setAcsUserId(null)
        holdToken('acs', undefined)
        announce('revoked')
        setReports({})
        return 'Your identity is deleted.'
      }),
  }
}
