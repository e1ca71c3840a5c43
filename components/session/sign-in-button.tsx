'use client'

import { useState } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import { useSignInTarget } from './sign-in-context'
import { startSignIn } from './start-sign-in'

interface SignInButtonProps {
  /** Where the sign-in leads back to: a path of this app. */
  callbackUrl: string
  /** What the directory wants to see of the person, as `interaction_required` says it. */
  claims?: string | undefined
}

/** Starts the sign-in with the configured directory. */
export function SignInButton({ callbackUrl, claims }: SignInButtonProps) {
  const { id, name } = useSignInTarget()
  const [isLeaving, setLeaving] = useState(false)
  return (
    <ActionButton
      appearance="primary"
      disabled={isLeaving}
      onClick={() => {
        setLeaving(true)
        startSignIn(id, callbackUrl, claims).then(
          (address) => window.location.assign(address),
          () => setLeaving(false),
        )
      }}
    >
      {isLeaving ? `Going to ${name}…` : `Sign in with ${name}`}
    </ActionButton>
  )
}
