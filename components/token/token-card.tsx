'use client'

import { Button, Textarea } from '@fluentui/react-components'
import { EyeRegular } from '@fluentui/react-icons/headless/svg/eye'
import { EyeOffRegular } from '@fluentui/react-icons/headless/svg/eye-off'
import { type ReactNode, useState } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { ClaimsList } from './claims-list'
import { Expiry } from './expiry'
import styles from './token-card.module.css'

interface TokenCardProps {
  title: string
  /** Who issued it, and what it is for. */
  description: string
  token: string
  expiresOn: string
  /** Further actions. */
  actions?: ReactNode
}

/** A token, hidden at first, with its claims and the time it has left. */
export function TokenCard({ title, description, token, expiresOn, actions }: TokenCardProps) {
  const [isShown, setShown] = useState(false)
  const [since] = useState(() => Date.now())
  return (
    <section aria-label={title} className={styles.token}>
      <h3>{title}</h3>
      <p>{description}</p>
      <Expiry expiresOn={expiresOn} since={since} />
      {isShown && (
        <Textarea
          textarea={{ 'aria-label': 'Token', className: styles.text, rows: 5 }}
          readOnly
          value={token}
        />
      )}
      <div className="actions">
        <Button
          icon={isShown ? <EyeOffRegular /> : <EyeRegular />}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? 'Hide' : 'Show'}
        </Button>
        <CopyButton text={token} label="Copy" />
        {actions}
      </div>
      <details className={styles.claims} open>
        <summary>Claims</summary>
        <ClaimsList token={token} />
      </details>
    </section>
  )
}
