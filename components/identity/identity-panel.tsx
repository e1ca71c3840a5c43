'use client'

import { AccessCard } from './access-card'
import { DataCard } from './data-card'
import { IdentityCard } from './identity-card'
import type { TokenLimits } from './token-form'
import { useIdentity } from './use-identity'

/** The caller's ACS identity, and once there is one, its tokens. */
export function IdentityPanel(props: { acsUserId: string | null; limits: TokenLimits }) {
  const identity = useIdentity(props.acsUserId)
  return (
    <section aria-label="Identity" aria-busy={identity.isBusy} className="stack">
      <IdentityCard identity={identity} />
      {identity.acsUserId !== null && <AccessCard identity={identity} limits={props.limits} />}
      <DataCard isBusy={identity.isBusy} onErase={identity.remove} />
    </section>
  )
}
