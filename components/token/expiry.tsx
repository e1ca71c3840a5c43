'use client'

import styles from './token-card.module.css'
import { useNow } from '@/components/ui/use-now'

const WARN_BELOW_SECONDS = 10 * 60

/** When a token expires, with a countdown. */
export function Expiry({ expiresOn, since }: { expiresOn: string; since: number }) {
  const end = Date.parse(expiresOn)
  const seconds = Math.max(0, Math.floor((end - useNow()) / 1000))
  const isLate = seconds < WARN_BELOW_SECONDS
  return (
    <div className={styles.expiry}>
      <p>
        {seconds === 0 ? 'Expired' : 'Expires'}{' '}
        <time dateTime={expiresOn}>{new Date(expiresOn).toLocaleString()}</time>
        {seconds > 0 && (
          <>
            , <span className={styles.left}>{timeLeft(seconds)}</span>
          </>
        )}
      </p>
      <progress
        aria-label="Time left"
        className={isLate ? styles.late : undefined}
        max={Math.max(1, Math.round((end - since) / 1000))}
        value={seconds}
      />
    </div>
  )
}

/** `in 59 min 3 s`, from an hour on `in 1 h 59 min`. */
function timeLeft(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `in ${minutes} min ${seconds % 60} s`
    : `in ${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
