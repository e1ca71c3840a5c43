'use client'

import { useEffect, useState } from 'react'
import { callApi, type Outcome } from '@/components/api/call-api'
import { ProblemNote } from '@/components/api/problem-note'
import { type ProfileField, profileFieldNames } from '@/lib/contract/profile-fields'
import type { ProfileResponse } from '@/lib/contract/schemas'
import styles from './profile-card.module.css'

// A field without a label isn't shown.
const labels: Record<ProfileField, string | undefined> = {
  displayName: 'Name',
  mail: 'Email',
  userPrincipalName: 'Sign-in name',
  businessPhones: undefined,
  jobTitle: 'Job title',
  officeLocation: 'Office',
  preferredLanguage: undefined,
}

const rows = profileFieldNames.filter((field) => labels[field] !== undefined)

/** The signed-in person's profile in Microsoft Graph, requested by the server on their behalf. */
export function ProfileCard() {
  const [outcome, setOutcome] = useState<Outcome<ProfileResponse>>()
  useEffect(() => {
    void callApi<ProfileResponse>('GET', '/api/profile').then(setOutcome)
  }, [])
  return (
    <section aria-labelledby="profile" aria-busy={!outcome} className="card">
      <h2 id="profile">Your profile</h2>
      <p className="fine-print">From Microsoft Graph, requested by this server on your behalf.</p>
      {!outcome && <Skeleton />}
      {outcome?.ok && <Profile profile={outcome.body} />}
      {outcome && !outcome.ok && <ProblemNote problem={outcome.problem} />}
    </section>
  )
}

function Profile({ profile }: { profile: ProfileResponse }) {
  return (
    <dl className="facts">
      {rows.map((field) => (
        <div key={field}>
          <dt>{labels[field]}</dt>
          <dd>{profile[field] ?? '—'}</dd>
        </div>
      ))}
    </dl>
  )
}

// As large as the profile, so that nothing moves when it arrives.
function Skeleton() {
  return (
    <dl className="facts">
      {rows.map((field) => (
        <div key={field}>
          <dt>{labels[field]}</dt>
          <dd className={styles.loading} />
        </div>
      ))}
    </dl>
  )
}
