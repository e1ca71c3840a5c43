'use client'

import { Button } from '@fluentui/react-components'
import { ArrowClockwiseRegular } from '@fluentui/react-icons/headless/svg/arrow-clockwise'
import { CopyButton } from '@/components/ui/copy-button'
import { ProblemNote } from '@/components/api/problem-note'
import { abilities } from '@/lib/call/abilities'
import type { CallEnd } from '@/lib/call/end/call-end'
import type { Call, CallProvider } from '@/lib/call/call-provider'
import type { CallState } from '@/lib/call/call-state'
import { explainEnd } from '@/lib/call/end/explain-end'
import styles from './ended.module.css'
import { EndCodes } from './end-codes'
import { formatDuration } from '../format-duration'
import { Survey } from './survey'
import type { JoinOptions } from '../use-call'

interface CallEndedProps {
  call: Call
  state: CallState
  end: CallEnd
  joinOptions: JoinOptions
  kind: CallProvider['kind']
  onRejoin: () => void
  onNew: () => void
}

const focus = (heading: HTMLElement | null) => heading?.focus()

/** How the call ended, and what can be done next. */
export function CallEnded(props: CallEndedProps) {
  const { call, state, end, joinOptions, kind, onRejoin, onNew } = props
  const { text, advice } = explainEnd(end)
  const { connectedAt, since } = state
  const hasSurvey =
    abilities[kind].survey && joinOptions.userKind === 'acs-user' && connectedAt !== undefined
  return (
    <section aria-label="Call ended" className={`card ${styles.ended ?? ''}`}>
      <h1 ref={focus} tabIndex={-1}>
        {text}
      </h1>
      {advice !== undefined && <p className="lead">{advice}</p>}
      {end.reason === 'no-token' && <ProblemNote problem={end.problem} />}
      {connectedAt !== undefined && (
        <p>Duration: {formatDuration(Math.round((since - connectedAt) / 1000))}</p>
      )}
      <div className="actions">
        <Button appearance="primary" icon={<ArrowClockwiseRegular />} onClick={onRejoin}>
          Join again
        </Button>
        <Button onClick={onNew}>Start another call</Button>
      </div>
      {end.reason === 'service' && (
        <p className={styles.code}>
          <span className="fine-print">
            Code{' '}
            <code>
              {end.code}/{end.subCode}
            </code>
            , call ID <code>{end.callId}</code>
          </span>
          <CopyButton
            isSmall
            label="Copy for support"
            text={`${end.code}/${end.subCode} ${end.callId}`}
          />
        </p>
      )}
      {hasSurvey && <Survey onRate={(stars) => call.rate(stars)} />}
      {end.reason === 'service' && <EndCodes current={`${end.code}/${end.subCode}`} />}
    </section>
  )
}
