import Link from 'next/link'
import { ProfileCard } from '@/components/profile/profile-card'
import { SignInButton } from '@/components/sign-in/sign-in-button'
import { currentSession } from '@/lib/auth/current-session'
import { pathOfThisApp } from '@/lib/http/path-of-this-app'

export default async function HomePage({ searchParams }: PageProps<'/'>) {
  const session = await currentSession()
  const { callbackUrl } = await searchParams
  return (
    <>
      <h1>One Microsoft account, one identity for calls</h1>
      <p className="lead">
        This server gives each signed-in Microsoft Entra user one identity in Azure Communication
        Services, issues its tokens, and exchanges a Teams user’s token for one that can place
        calls.
      </p>
      {session ? <SignedIn /> : <SignedOut callbackUrl={pathOfThisApp(callbackUrl)} />}
    </>
  )
}

function SignedOut({ callbackUrl }: { callbackUrl: string }) {
  return (
    <section aria-label="Sign in">
      {callbackUrl !== '/' && <p>Sign in to open the page you asked for.</p>}
      <SignInButton callbackUrl={callbackUrl} />
    </section>
  )
}

function SignedIn() {
  return (
    <>
      <ProfileCard />
      <ul className="next-steps">
        <li>
          <Link href="/identity">Get your identity and a token</Link>
        </li>
        <li>
          <Link href="/teams">Exchange your Teams token</Link>
        </li>
      </ul>
    </>
  )
}
