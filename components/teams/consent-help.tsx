'use client'

import { CopyButton } from '@/components/ui/copy-button'
import styles from './teams.module.css'

interface ConsentHelpProps {
  adminConsentUrl: string
  isNeeded: boolean
}

/** How an administrator consents for the whole organization. */
export function ConsentHelp({ adminConsentUrl, isNeeded }: ConsentHelpProps) {
  return (
    <details className={styles.consent} open={isNeeded}>
      <summary>Admin consent for your organization</summary>
      <p>
        People can consent to Teams.ManageCalls and Teams.ManageChats themselves, unless your
        organization does not allow it. An administrator can consent once for everyone at this
        address:
      </p>
      <div className="actions">
        <a href={adminConsentUrl} target="_blank" rel="noreferrer">
          Grant admin consent
        </a>
        <CopyButton text={adminConsentUrl} label="Copy link" isSmall />
      </div>
    </details>
  )
}
