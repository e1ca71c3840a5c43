'use client'

import { CopyButton } from '@/components/copy/copy-button'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import styles from './teams.module.css'

/** How an administrator lets everybody of the organisation use Teams calls here. */
export function ConsentHelp(props: { settings: MsalSettings; isNeeded: boolean }) {
  const { authority, clientId, plainAuthority } = props.settings
  // https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent
  const link = `${authority}/adminconsent?client_id=${clientId}`
  return (
    <details className={styles.consent} open={props.isNeeded}>
      <summary>Consent for everybody</summary>
      <p>
        Each person may accept Teams.ManageCalls and Teams.ManageChats for themselves, unless the
        organisation forbids it. An administrator accepts once for all at this address:
      </p>
      {plainAuthority ? (
        <p className="fine-print">In local mode there is none: the emulator has no such page.</p>
      ) : (
        <div className="actions">
          <a href={link} target="_blank" rel="noreferrer">
            Grant admin consent
          </a>
          <CopyButton text={link} label="Copy the link" isSmall />
        </div>
      )}
    </details>
  )
}
