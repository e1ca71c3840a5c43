'use client'

import { useEffect, useState } from 'react'
import { callApi, type Outcome } from '@/components/call-api'
import { ProblemNote } from '@/components/problem-note'
import { SignInButton } from '@/components/sign-in/sign-in-button'
import type { ProfileAnswer } from '@/lib/contract/schemas'

/** The signed-in person as Microsoft Graph describes them, asked by the server on their behalf. */
export function ProfileCard() {
  const [outcome, setOutcome] = useState<Outcome<ProfileAnswer>>()
  useEffect(() => {
    void callApi<ProfileAnswer>('GET', '/api/profile').then(setOutcome)
  }, [])
  return (
    <section aria-labelledby="profile" aria-busy={!outcome} className="card">
      <h2 id="profile">Your profile</h2>
      {!outcome && <p>Asking Microsoft Graph…</p>}
      {outcome?.ok && <Profile profile={outcome.body} />}
      {outcome && !outcome.ok && <ProblemNote problem={outcome.problem} />}
      {outcome && !outcome.ok && needsSignIn(outcome.problem.code) && (
        <SignInButton callbackUrl="/" />
      )}
    </section>
  )
}

function Profile({ profile }: { profile: ProfileAnswer }) {
  const rows = [
    ['Name', profile.displayName],
    ['Mail', profile.mail],
    ['Signs in as', profile.userPrincipalName],
    ['Job', profile.jobTitle],
    ['Office', profile.officeLocation],
  ] as const
  return (
    <dl>
      {rows
        .filter(([, value]) => value !== null)
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
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
