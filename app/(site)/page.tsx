import { Flow } from '@/components/home/flow'
import { TwoTokens } from '@/components/home/two-tokens'
import { ProfileCard } from '@/components/home/profile-card'
import { SignInButton } from '@/components/session/sign-in-button'
import { currentSession } from '@/lib/auth/session/current-session'
import { callerOf } from '@/lib/auth/session/session'
import { safeRedirect } from '@/lib/web/safe-redirect'
import { findIdentityForPage } from '@/lib/identity/mapping'

export default async function HomePage({ searchParams }: PageProps<'/'>) {
  const session = await currentSession()
  const acsUserId = session && (await findIdentityForPage(callerOf(session)))
  const callbackUrl = safeRedirect((await searchParams).callbackUrl)
  return (
    <div className="stack">
      <header>
        <h1>One Microsoft account, one identity for calls</h1>
        <p className="lead">
          This server gives each signed-in Microsoft Entra user one identity in Azure Communication
          Services (ACS) and issues its access tokens. For Teams users, it exchanges an Entra token
          for a token that can place calls.
        </p>
        {!session && <SignIn callbackUrl={callbackUrl} />}
      </header>
      <Flow userName={session?.name} hasIdentity={Boolean(acsUserId)} />
      <section>
        <h2>Two tokens, two ways to join a call</h2>
        <TwoTokens />
      </section>
      {session && <ProfileCard />}
    </div>
  )
}

function SignIn({ callbackUrl }: { callbackUrl: string }) {
  return (
    <section aria-label="Sign in">
      {callbackUrl !== '/' && <p>Sign in to open the page you asked for.</p>}
      <SignInButton callbackUrl={callbackUrl} />
    </section>
  )
}
