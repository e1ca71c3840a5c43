import type { StoredToken } from '@/components/token/token-store'
import { TokenCard } from '@/components/token/token-card'
import type { TeamsTokenResponse } from '@/lib/contract/schemas'
import styles from './teams.module.css'
import type { EntraToken } from './use-teams-token'

export function EntraTokenCard({ entra }: { entra: EntraToken | undefined }) {
  return (
    <TokenOrNone
      title="Entra token"
      description="Issued by Microsoft Entra ID to your browser, with the scopes Teams.ManageCalls and Teams.ManageChats. It shows who you are, but can’t place calls."
      token={entra}
    />
  )
}

export function TeamsTokenCard({ token }: { token: TeamsTokenResponse | undefined }) {
  return (
    <TokenOrNone
      title="Teams user token"
      description="The access token for a Teams user. Issued by Azure Communication Services in exchange for the Entra token, and valid for just as long. An app that has it calls as you, a member of your organization."
      token={token}
    />
  )
}

interface TokenOrNoneProps {
  title: string
  description: string
  token: StoredToken | undefined
}

function TokenOrNone({ title, description, token }: TokenOrNoneProps) {
  return (
    <div className="card">
      {token ? (
        <TokenCard
          key={token.token}
          title={title}
          description={description}
          token={token.token}
          expiresOn={token.expiresOn}
        />
      ) : (
        <>
          <h3>{title}</h3>
          <p>{description}</p>
          <p className={styles.missing}>No token yet</p>
        </>
      )}
    </div>
  )
}
