'use client'

import { useEffect, useState } from 'react'
import { callApi, type Outcome } from '@/components/api/call-api'
import { ProblemNote } from '@/components/api/problem-note'
import { SignInButton } from '@/components/session/sign-in-button'
import type { ProfileAnswer } from '@/lib/contract/schemas'
import styles from './profile-card.module.css'

const ROWS = [
  ['Name', 'displayName'],
  ['Mail', 'mail'],
  ['Signs in as', 'userPrincipalName'],
  ['Job', 'jobTitle'],
  ['Office', 'officeLocation'],
] as const

/** The signed-in person as Microsoft Graph describes them, asked by the server on their behalf. */
export function ProfileCard() {
  const [outcome, setOutcome] = useState<Outcome<ProfileAnswer>>()
  useEffect(() => {
    void callApi<ProfileAnswer>('GET', '/api/profile').then(setOutcome)
  }, [])
  return (
    <section aria-labelledby="profile" aria-busy={!outcome} className="card">
      <h2 id="profile">Your profile</h2>
      <p className="fine-print">From Microsoft Graph, asked by this server on your behalf.</p>
      {!outcome && <Skeleton />}
      {outcome?.ok && <Profile profile={outcome.body} />}
      {outcome && !outcome.ok && <ProblemNote problem={outcome.problem} />}
      {outcome && !outcome.ok && needsSignIn(outcome.problem.code) && (
        <SignInButton callbackUrl="/" />
      )}
    </section>
  )
}

function Profile({ profile }: { profile: ProfileAnswer }) {
  return (
    <dl className="facts">
      {ROWS.map(([term, field]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{profile[field] ?? '—'}</dd>
        </div>
      ))}
    </dl>
  )
}

// As large as the profile will be, so that nothing moves when it comes.
function Skeleton() {
  return (
    <dl className="facts">
      {ROWS.map(([term]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd className={styles.loading} />
        </div>
      ))}
    </dl>
  )
}

function needsSignIn(code: string): boolean {
  return (
    code === 'unauthenticated' || code === 'interaction_required' || code === 'consent_required'
  )
}
