import { TokenCard } from '@/components/token/token-card'
import type { TeamsTokenAnswer } from '@/lib/contract/schemas'
import styles from './teams.module.css'
import type { EntraToken } from './use-teams-token'

const entraTitle = 'Entra token'
const entraDescription =
  'From Microsoft Entra ID, got by your browser, with the scopes Teams.ManageCalls and Teams.ManageChats. It says who you are; no call can be placed with it.'
const teamsTitle = 'Teams user token'
const teamsDescription =
  'From Azure Communication Services, in exchange for the Entra token, and ending with it. An app that has it calls as you, a member of your Teams tenant.'

export function EntraTokenCard({ entra }: { entra: EntraToken | undefined }) {
  return (
    <div className="card">
      {entra ? (
        <TokenCard
          key={entra.token}
          title={entraTitle}
          description={entraDescription}
          token={entra.token}
          expiresOn={entra.expiresOn}
        />
      ) : (
        <Missing title={entraTitle} description={entraDescription} />
      )}
    </div>
  )
}

export function TeamsTokenCard({ token }: { token: TeamsTokenAnswer | undefined }) {
  return (
    <div className="card">
      {token ? (
        <TokenCard
          key={token.token}
          title={teamsTitle}
          description={teamsDescription}
          token={token.token}
          expiresOn={token.expiresOn}
        />
      ) : (
        <Missing title={teamsTitle} description={teamsDescription} />
      )}
    </div>
  )
}

function Missing({ title, description }: { title: string; description: string }) {
  return (
    <>
      <h3>{title}</h3>
      <p>{description}</p>
      <p className={styles.missing}>Not here yet</p>
    </>
  )
}
