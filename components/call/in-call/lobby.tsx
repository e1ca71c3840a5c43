import { Button } from '@fluentui/react-components'
import type { Call } from '@/lib/call/call-provider'
import type { LobbyParticipant } from '@/lib/call/call-state'
import styles from './people.module.css'

/** The people in the lobby, to be admitted or denied. */
export function Lobby({ call, waiting }: { call: Call; waiting: readonly LobbyParticipant[] }) {
  return (
    <div aria-live="polite">
      {waiting.length > 0 && (
        <section aria-label="Lobby" className={styles.panel}>
          <h2>In the lobby</h2>
          <ul className={styles.roster}>
            {waiting.map(({ id, name }) => (
              <li key={id}>
                <span>{name}</span>
                <span className={styles.indicators}>
                  <Button
                    size="small"
                    appearance="primary"
                    aria-label={`Admit ${name}`}
                    onClick={() => void call.admit(id)}
                  >
                    Admit
                  </Button>
                  <Button
                    size="small"
                    aria-label={`Deny ${name}`}
                    onClick={() => void call.reject(id)}
                  >
                    Deny
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
