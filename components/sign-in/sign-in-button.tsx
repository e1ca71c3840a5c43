'use client'

import { signIn } from 'next-auth/react'
import { useState } from 'react'
import { ActionButton } from '@/components/fluent/action-button'

/** Starts the sign-in with Microsoft Entra ID and leads back to `callbackUrl`, a path of this app. */
export function SignInButton({ callbackUrl }: { callbackUrl: string }) {
  const [isLeaving, setLeaving] = useState(false)
  return (
    <ActionButton
      appearance="primary"
      disabled={isLeaving}
      onClick={() => {
        setLeaving(true)
        void signIn('azure-ad', { callbackUrl }).catch(() => {
          setLeaving(false)
        })
      }}
    >
      {isLeaving ? 'Going to Microsoft…' : 'Sign in with Microsoft'}
    </ActionButton>
  )
}
