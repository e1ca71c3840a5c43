import { Button } from '@fluentui/react-components'
import type { Call } from '@/lib/call/call-provider'
import type { Waiting } from '@/lib/call/call-state'
import styles from './people.module.css'

/** Who waits to be let in. */
export function Lobby({ call, waiting }: { call: Call; waiting: readonly Waiting[] }) {
  return (
    <div aria-live="polite">
      {waiting.length > 0 && (
        <section aria-label="Lobby" className={styles.panel}>
          <h2>In the lobby</h2>
          <ul className={styles.roster}>
            {waiting.map(({ id, name }) => (
              <li key={id}>
                <span>{name}</span>
                <span className={styles.signs}>
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
                    aria-label={`Turn ${name} away`}
                    onClick={() => void call.reject(id)}
                  >
                    Turn away
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
