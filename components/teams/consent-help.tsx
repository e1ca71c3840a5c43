'use client'

import { CopyButton } from '@/components/ui/copy-button'
import styles from './teams.module.css'

interface ConsentHelpProps {
  adminConsentUrl: string
  isNeeded: boolean
}

/** How an administrator lets everybody of the organisation use Teams calls here. */
export function ConsentHelp({ adminConsentUrl, isNeeded }: ConsentHelpProps) {
  return (
    <details className={styles.consent} open={isNeeded}>
      <summary>Consent for everybody</summary>
      <p>
        Each person may accept Teams.ManageCalls and Teams.ManageChats for themselves, unless the
        organisation forbids it. An administrator accepts once for all at this address:
      </p>
      <div className="actions">
        <a href={adminConsentUrl} target="_blank" rel="noreferrer">
          Grant admin consent
        </a>
        <CopyButton text={adminConsentUrl} label="Copy the link" isSmall />
      </div>
    </details>
  )
}
