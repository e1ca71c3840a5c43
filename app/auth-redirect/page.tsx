import type { Metadata } from 'next'
import { RedirectBridge } from '@/components/entra/redirect-bridge'
import { ADMIN_CONSENT_STATE } from '@/lib/contract/msal-settings'

export const metadata: Metadata = { title: 'Signing in' }

/** Where Entra's answers to MSAL arrive, in windows, hidden frames and redirects; and an administrator's. */
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
      <h1>{isGranted ? 'Everybody may now use Teams calls' : 'Nothing was granted'}</h1>
      <p>
        {isGranted
          ? 'You accepted for your whole organisation: nobody in it is asked any more.'
          : 'Microsoft reports that the consent was declined. Only an administrator can give it.'}{' '}
        <a href="/teams">Get a Teams user token</a>
      </p>
    </main>
  )
}
