'use client'

import { Button, Rating } from '@fluentui/react-components'
import { useState } from 'react'
import styles from '../in-call/people.module.css'

type SurveyState = 'open' | 'sending' | 'sent' | 'failed'

/** Asks for a rating of the call. */
export function Survey({ onRate }: { onRate: (stars: number) => Promise<void> }) {
  const [stars, setStars] = useState(0)
  const [state, setState] = useState<SurveyState>('open')

  async function send() {
    setState('sending')
    try {
      await onRate(stars)
      setState('sent')
    } catch {
      setState('failed')
    }
  }

  return (
    <section aria-label="Survey" className={styles.panel}>
      <h2>How was the call?</h2>
      {state !== 'sent' && (
        <div className="actions">
          <Rating
            aria-label="Quality"
            value={stars}
            itemLabel={(star) => (star === 1 ? '1 star' : `${star} stars`)}
            onChange={(_, { value }) => setStars(value)}
          />
          <Button disabled={stars === 0 || state === 'sending'} onClick={() => void send()}>
            Send
          </Button>
        </div>
      )}
      <p role="status">
        {state === 'sent' && 'Thank you. Azure stores your rating with the call record.'}
        {state === 'failed' && 'Your rating could not be sent.'}
      </p>
    </section>
  )
}
