import type { Caption } from '@/lib/call/call-state'
import styles from './people.module.css'

/** Live captions, while they are on. */
export function Captions({ captions }: { captions: readonly Caption[] | undefined }) {
  if (!captions) return null
  return (
    <section aria-label="Captions" role="log" className={styles.captions} tabIndex={0}>
      {captions.length === 0 && <p className={styles.open}>Captions appear when someone speaks.</p>}
      {captions.map(({ id, speaker, text }) => (
        <p key={id}>
          <strong>{speaker}</strong> {text}
        </p>
      ))}
    </section>
  )
}
