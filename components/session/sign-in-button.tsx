'use client'

import { useState } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import { startSignIn } from './start-sign-in'

/** Starts the sign-in with Microsoft Entra ID and leads back to `callbackUrl`, a path of this app. */
export function SignInButton({ callbackUrl }: { callbackUrl: string }) {
  const [isLeaving, setLeaving] = useState(false)
  return (
    <ActionButton
      appearance="primary"
      disabled={isLeaving}
      onClick={() => {
        setLeaving(true)
        startSignIn(callbackUrl).then(
          (address) => window.location.assign(address),
          () => setLeaving(false),
        )
      }}
    >
      {isLeaving ? 'Going to Microsoft…' : 'Sign in with Microsoft'}
    </ActionButton>
  )
}
