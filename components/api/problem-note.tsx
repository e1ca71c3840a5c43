'use client'

import { ErrorCircleFilled } from '@fluentui/react-icons/headless/svg/error-circle'
import { usePathname } from 'next/navigation'
import { SignInButton } from '@/components/session/sign-in-button'
import { CopyButton } from '@/components/ui/copy-button'
import type { ProblemResponse } from '@/lib/contract/schemas'
import { nextStep } from './next-step'
import styles from './problem-note.module.css'

const needsSignIn = new Set<string>(['unauthenticated', 'interaction_required', 'consent_required'])

/** A problem of the API: what happened, what to do next, and what support needs to know. */
export function ProblemNote({ problem }: { problem: ProblemResponse }) {
  const { detail, code, correlationId, errors, claims } = problem
  const step = nextStep(code)
  const path = usePathname()
  return (
    <div className={styles.problem} role="alert">
      <ErrorCircleFilled />
      <div>
        <p className={styles.detail}>{detail}</p>
        {errors?.map(({ path, message }) => (
          <p key={path}>
            <code>{path}</code> {message}
          </p>
        ))}
        {step && <p>{step}</p>}
        {needsSignIn.has(code) && <SignInButton callbackUrl={path} claims={claims} />}
        <p className="fine-print">
          Code <code>{code}</code>
          {correlationId !== '' && (
            <>
              , correlation ID <code>{correlationId}</code>
            </>
          )}
        </p>
        <CopyButton text={`${code} ${correlationId}`.trim()} label="Copy for support" isSmall />
      </div>
    </div>
  )
}
