'use client'

import { useSignInTarget } from '@/components/session/sign-in-context'

/** Says why there is no profile, where nobody has a Microsoft account. */
export function NoProfile() {
  const { name } = useSignInTarget()
  return (
    <section aria-labelledby="profile" className="card">
      <h2 id="profile">Your profile</h2>
      <p className="fine-print">
        Profiles come from Microsoft Graph, for people who sign in to this app with a Microsoft
        account. You signed in with {name}.
      </p>
    </section>
  )
}
