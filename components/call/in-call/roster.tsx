import { HandRightFilled } from '@fluentui/react-icons/headless/svg/hand-right'
import { MicRegular } from '@fluentui/react-icons/headless/svg/mic'
import { MicOffRegular } from '@fluentui/react-icons/headless/svg/mic-off'
import type { CallState, Participant } from '@/lib/call/call-state'
import styles from './people.module.css'

/** The people in the call: who is speaking, muted, sharing or has a hand raised. */
export function Roster({ state: { me, others } }: { state: CallState }) {
  const people = [{ ...me, name: `${me.name} (you)` }, ...others]
  return (
    <section aria-label="People" className={styles.panel}>
      <h2>
        People <span className={styles.open}>{people.length}</span>
      </h2>
      <ul className={styles.roster}>
        {people.map((person) => (
          <li key={person.id}>
            <span>{person.name}</span>
            <Indicators person={person} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Indicators({ person }: { person: Participant }) {
  const { isMuted, isSpeaking, isHandRaised, screen } = person
  return (
    <span className={styles.indicators} data-muted={isMuted} data-speaking={isSpeaking}>
      {screen && <span className={styles.open}>sharing</span>}
      {isHandRaised && (
        <>
          <HandRightFilled />
          <span className="visually-hidden">hand raised</span>
        </>
      )}
      {isMuted ? <MicOffRegular /> : <MicRegular />}
      <span className="visually-hidden">{isMuted ? 'muted' : isSpeaking ? 'speaking' : ''}</span>
    </span>
  )
}
