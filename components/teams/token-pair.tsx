import type { HeldToken } from '@/components/token/held-tokens'
import { TokenCard } from '@/components/token/token-card'
import type { TeamsTokenAnswer } from '@/lib/contract/schemas'
import styles from './teams.module.css'
import type { EntraToken } from './use-teams-token'

export function EntraTokenCard({ entra }: { entra: EntraToken | undefined }) {
  return (
    <Held
      title="Entra token"
      description="From Microsoft Entra ID, got by your browser, with the scopes Teams.ManageCalls and Teams.ManageChats. It says who you are; no call can be placed with it."
      held={entra}
    />
  )
}

export function TeamsTokenCard({ token }: { token: TeamsTokenAnswer | undefined }) {
  return (
    <Held
      title="Teams user token"
      description="From Azure Communication Services, in exchange for the Entra token, and ending with it. An app that has it calls as you, a member of your Teams tenant."
      held={token}
    />
  )
}

interface HeldProps {
  title: string
  description: string
  held: HeldToken | undefined
}

function Held({ title, description, held }: HeldProps) {
  return (
    <div className="card">
      {held ? (
        <TokenCard
          key={held.token}
          title={title}
          description={description}
          token={held.token}
          expiresOn={held.expiresOn}
        />
      ) : (
        <>
          <h3>{title}</h3>
          <p>{description}</p>
          <p className={styles.missing}>Not here yet</p>
        </>
      )}
    </div>
  )
}
