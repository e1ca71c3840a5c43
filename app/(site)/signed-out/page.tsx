import type { Metadata } from 'next'
import { NoticePage } from '@/components/ui/notice-page'
import { BroadcastSignOut } from '@/components/session/broadcast-sign-out'
import { configuredDirectory } from '@/lib/auth/directories/configured-directory'
import { SignInButton } from '@/components/session/sign-in-button'

export const metadata: Metadata = { title: 'Signed out' }

export default async function SignedOutPage({ searchParams }: PageProps<'/signed-out'>) {
  const { name } = configuredDirectory().signInProvider()
  const isStillSignedIn = (await searchParams).still === 'signed-in'
  return (
    <NoticePage
      kind="signed-out"
      title={isStillSignedIn ? 'You are signed out of this app' : 'You are signed out'}
      text={
        isStillSignedIn
          ? `You are still signed in to ${name}, which can’t be ended from here. On a shared computer, sign out there, or close the browser.`
          : `On a shared computer, close the browser as well, unless you signed out of ${name}.`
      }
    >
      <SignInButton callbackUrl="/" />
      <BroadcastSignOut />
    </NoticePage>
  )
}
