'use client'

import { useState } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import { useSignInTarget } from './sign-in-context'
import { startSignIn } from './start-sign-in'

/** Starts the sign-in with the configured directory and leads back to `callbackUrl`, a path of this app. */
export function SignInButton({ callbackUrl }: { callbackUrl: string }) {
  const { id, name } = useSignInTarget()
  const [isLeaving, setLeaving] = useState(false)
  return (
    <ActionButton
      appearance="primary"
      disabled={isLeaving}
      onClick={() => {
        setLeaving(true)
        startSignIn(id, callbackUrl).then(
          (address) => window.location.assign(address),
          () => setLeaving(false),
        )
      }}
    >
      {isLeaving ? `Going to ${name}…` : `Sign in with ${name}`}
    </ActionButton>
  )
}
