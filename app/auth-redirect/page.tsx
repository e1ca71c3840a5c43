import type { Metadata } from 'next'
import { RedirectBridge } from '@/components/entra/redirect-bridge'
import { ADMIN_CONSENT_STATE } from '@/lib/contract/msal-settings'

export const metadata: Metadata = { title: 'Signing in' }

/** Receives Entra's responses to MSAL, in popups, hidden frames and redirects, and to an admin consent request. */
export default async function AuthRedirectPage({ searchParams }: PageProps<'/auth-redirect'>) {
  const { state, error } = await searchParams
  return state === ADMIN_CONSENT_STATE ? (
    <AdminConsent isGranted={error === undefined} />
  ) : (
    <RedirectBridge />
  )
}

function AdminConsent({ isGranted }: { isGranted: boolean }) {
  return (
    <main className="alone">
      <h1>{isGranted ? 'Admin consent granted' : 'Admin consent not granted'}</h1>
      <p>
        {isGranted
          ? 'You consented for your organization. Its people are no longer asked.'
          : 'Microsoft reports that consent was declined. Only an administrator can grant it.'}{' '}
        <a href="/teams">Get a Teams user token</a>
      </p>
    </main>
  )
}
