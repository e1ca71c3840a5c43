'use client'

import { PeopleTeamRegular } from '@fluentui/react-icons/headless/svg/people-team'
import { useSignInTarget } from '@/components/session/sign-in-context'
import { PageLink } from '@/components/shell/page-link'

/** Says in place of the exchange that it is for others, and what there is instead. */
export function NotATeamsUser() {
  const { name } = useSignInTarget()
  return (
    <section aria-labelledby="not-a-teams-user" className="card">
      <h2 id="not-a-teams-user">
        <PeopleTeamRegular /> Not for your account
      </h2>
      <p>
        You signed in with {name}. A Teams user token is for people who sign in to this app with a
        Microsoft 365 account, so this server would refuse the exchange.
      </p>
      <p>
        With an ACS user token you can join Teams meetings as a guest:{' '}
        <PageLink href="/identity">Get an ACS user token</PageLink>
      </p>
    </section>
  )
}
