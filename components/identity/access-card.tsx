'use client'

import { ArrowClockwiseRegular } from '@fluentui/react-icons/headless/svg/arrow-clockwise'
import { ShieldDismissRegular } from '@fluentui/react-icons/headless/svg/shield-dismiss'
import { ActionButton } from '@/components/ui/action-button'
import { TokenCard } from '@/components/token/token-card'
import styles from './identity.module.css'
import { ReportLine } from './report-line'
import { TokenForm, type TokenLimits } from './token-form'
import type { useIdentity } from './use-identity'

interface AccessCardProps {
  identity: ReturnType<typeof useIdentity>
  limits: TokenLimits
}

/** The tokens of the identity: get one, read its claims, revoke them all. */
export function AccessCard({ identity, limits }: AccessCardProps) {
  const { token, isBusy, issue, refresh, revoke, reports } = identity
  return (
    <div className="card">
      <h2>Access tokens</h2>
      <p>
        A user access token lets an app act as your identity until it expires. This page keeps it in
        memory only. After a reload, get a new one.
      </p>
      <TokenForm limits={limits} disabled={isBusy} onSubmit={(wanted) => void issue(wanted)} />
      <ReportLine report={reports.token} />
      {token && (
        <div className={styles.token}>
          <TokenCard
            key={token.token}
            title="ACS user token"
            description="Issued by Azure Communication Services for your identity. An app that has it joins Teams meetings as a guest."
            token={token.token}
            expiresOn={token.expiresOn}
            actions={
              <ActionButton
                icon={<ArrowClockwiseRegular />}
                disabled={isBusy}
                onClick={() => void refresh()}
              >
                Refresh
              </ActionButton>
            }
          />
        </div>
      )}
      <div className="actions">
        <ActionButton
          icon={<ShieldDismissRegular />}
          disabled={isBusy}
          onClick={() => void revoke()}
        >
          Revoke my tokens
        </ActionButton>
        <span className="fine-print">Invalidates all your tokens, everywhere.</span>
      </div>
    </div>
  )
}
