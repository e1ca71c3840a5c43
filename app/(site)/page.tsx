import { Flow } from '@/components/home/flow'
import { TwoTokens } from '@/components/home/two-tokens'
import { NoProfile } from '@/components/home/no-profile'
import { ProfileCard } from '@/components/home/profile-card'
import { SignInButton } from '@/components/session/sign-in-button'
import { hasMicrosoftAccounts } from '@/lib/auth/microsoft-accounts'
import { currentSession } from '@/lib/auth/session/current-session'
import { callerOf } from '@/lib/auth/session/session'
import { safeRedirect } from '@/lib/web/safe-redirect'
import { findIdentityForPage } from '@/lib/identity/mapping'

export default async function HomePage({ searchParams }: PageProps<'/'>) {
  const session = await currentSession()
  const acsUserId = session && (await findIdentityForPage(callerOf(session)))
  const isMicrosoft = hasMicrosoftAccounts()
  const callbackUrl = safeRedirect((await searchParams).callbackUrl)
  return (
    <div className="stack">
      <header>
        {isMicrosoft ? <AboutEntra /> : <AboutOthers />}
        {!session && <SignIn callbackUrl={callbackUrl} />}
      </header>
      <Flow userName={session?.name} hasIdentity={Boolean(acsUserId)} isMicrosoft={isMicrosoft} />
      <section>
        <h2>Two tokens, two ways to join a call</h2>
        <TwoTokens isMicrosoft={isMicrosoft} />
      </section>
      {session && (isMicrosoft ? <ProfileCard /> : <NoProfile />)}
    </div>
  )
}

function AboutEntra() {
  return (
    <>
      <h1>One Microsoft account, one identity for calls</h1>
      <p className="lead">
        This server gives each signed-in Microsoft Entra user one identity in Azure Communication
        Services (ACS) and issues its access tokens. For Teams users, it exchanges an Entra token
        for a token that can place calls.
      </p>
    </>
  )
}

function AboutOthers() {
  return (
    <>
      <h1>One account, one identity for calls</h1>
      <p className="lead">
        You bring your own identity (BYOI): this server gives each person who signs in one identity
        in Azure Communication Services (ACS) and issues its access tokens.
      </p>
    </>
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
