'use client'

import { useEffect, useState } from 'react'
import { callApi, type Outcome } from '@/components/call-api'
import type { IdentityAnswer, ProblemAnswer, TokenAnswer } from '@/lib/contract/schemas'

/** Where the person stands: nothing known yet, no identity, or an identity and perhaps a token. */
export type IdentityState =
  | { kind: 'loading' }
  | { kind: 'unknown' }
  | { kind: 'none' }
  | { kind: 'identity'; acsUserId: string; token?: TokenAnswer | undefined }

/** What happened last, in words for a status line. */
export type Notice = { kind: 'done'; text: string } | { kind: 'problem'; problem: ProblemAnswer }

/** The caller's ACS identity and token, and what can be done with them; one thing at a time. */
export function useIdentity() {
  const [state, setState] = useState<IdentityState>({ kind: 'loading' })
  const [notice, setNotice] = useState<Notice>()
  const [isBusy, setBusy] = useState(false)

  useEffect(() => {
    void callApi<IdentityAnswer>('GET', '/api/user').then((outcome) => {
      if (outcome.ok) setState({ kind: 'identity', acsUserId: outcome.body.acsUserIdentity })
      else if (outcome.problem.code === 'mapping_not_found') setState({ kind: 'none' })
      else {
        setState({ kind: 'unknown' })
        setNotice({ kind: 'problem', problem: outcome.problem })
      }
    })
  }, [])

  async function run<Answer>(call: Promise<Outcome<Answer>>, done: (answer: Answer) => string) {
    setBusy(true)
    const outcome = await call
    setNotice(
      outcome.ok
        ? { kind: 'done', text: done(outcome.body) }
        : { kind: 'problem', problem: outcome.problem },
    )
    setBusy(false)
  }

  return {
    state,
    notice,
    isBusy,
    create: () =>
      run(callApi<IdentityAnswer>('POST', '/api/user'), ({ acsUserIdentity }) => {
        setState({ kind: 'identity', acsUserId: acsUserIdentity })
        return 'Your identity is ready.'
      }),
    issue: () =>
      run(callApi<TokenAnswer>('POST', '/api/token'), (token) => {
        setState({ kind: 'identity', acsUserId: token.user.communicationUserId, token })
        return 'You have a token.'
      }),
    revoke: () =>
      run(callApi<{ pending: true } | undefined>('DELETE', '/api/token'), (answer) => {
        setState((now) => (now.kind === 'identity' ? { ...now, token: undefined } : now))
        return answer
          ? 'Your tokens are withdrawn here; Azure will revoke them shortly.'
          : 'All your tokens are revoked.'
      }),
    remove: () =>
      run(callApi<undefined>('DELETE', '/api/user'), () => {
        setState({ kind: 'none' })
        return 'Your identity is deleted.'
      }),
  }
}
