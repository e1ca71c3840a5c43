import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { ProblemNote } from '@/components/api/problem-note'
import { Refusal } from '@/components/teams/refusal'
import type { CallStage } from '../use-call'

interface JoinTroubleProps {
  stage: CallStage
  /** Asks Entra again, in a window in which the person can answer. */
  onWindow: () => void
}

/** Why there is no call yet, and what helps. */
export function JoinTrouble({ stage, onWindow }: JoinTroubleProps) {
  switch (stage.kind) {
    case 'problem':
      return <ProblemNote problem={stage.problem} />
    case 'refused':
    case 'in-window':
      return (
        <>
          <div role="alert">{stage.kind === 'refused' && <Refusal refusal={stage.refusal} />}</div>
          <div className="actions">
            <Button onClick={onWindow}>Continue in a window</Button>
          </div>
        </>
      )
    case 'not-loaded':
      return (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>
            The program for calls could not be loaded. Check your connection, then join again.
          </MessageBarBody>
        </MessageBar>
      )
    default:
      return null
  }
}
