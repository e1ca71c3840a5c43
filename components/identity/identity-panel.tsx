'use client'

import { ProblemNote } from '@/components/problem-note'
import { DeleteButton } from './delete-button'
import { TokenCard } from '@/components/token-card'
import { type Notice, useIdentity } from './use-identity'

/** The caller's ACS identity: create it, get a token, revoke, delete. */
export function IdentityPanel() {
  const { state, notice, isBusy, create, issue, revoke, remove } = useIdentity()
  return (
    <section aria-label="Identity" aria-busy={state.kind === 'loading' || isBusy} className="card">
      {state.kind === 'loading' && <p>Looking up your identity…</p>}
      {state.kind === 'none' && (
        <>
          <p>You have no identity in Azure Communication Services yet.</p>
          <button className="primary" disabled={isBusy} onClick={() => void create()}>
            Create my identity
          </button>
        </>
      )}
      {state.kind === 'identity' && (
        <>
          <h2>Your identity</h2>
          <p>
            <code className="long-id">{state.acsUserId}</code>
          </p>
          <div className="actions">
            <button className="primary" disabled={isBusy} onClick={() => void issue()}>
              Get a token
            </button>
            <button disabled={isBusy} onClick={() => void revoke()}>
              Revoke my tokens
            </button>
            <DeleteButton disabled={isBusy} onConfirm={() => void remove()} />
          </div>
          {state.token && (
            <TokenCard
              title="ACS user token"
              token={state.token.token}
              expiresOn={state.token.expiresOn}
            />
          )}
        </>
      )}
      <NoticeLine notice={notice} />
    </section>
  )
}

function NoticeLine({ notice }: { notice: Notice | undefined }) {
  return (
    <div role="status">
      {notice?.kind === 'done' && <p className="done">{notice.text}</p>}
      {notice?.kind === 'problem' && <ProblemNote problem={notice.problem} />}
    </div>
  )
}
