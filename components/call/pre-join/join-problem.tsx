import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { ProblemNote } from '@/components/api/problem-note'
import { Refusal } from '@/components/teams/refusal'
import type { JoinState } from '../use-call'

interface JoinProblemProps {
  joinState: JoinState
  /** Asks Entra again, in a popup where the person can respond. */
  onPopup: () => void
}

/** Why joining failed, and what helps. */
export function JoinProblem({ joinState, onPopup }: JoinProblemProps) {
  switch (joinState.kind) {
    case 'problem':
      return <ProblemNote problem={joinState.problem} />
    case 'refused':
    case 'in-popup':
      return (
        <>
          <div role="alert">
            {joinState.kind === 'refused' && <Refusal refusal={joinState.refusal} />}
          </div>
          <div className="actions">
            <Button onClick={onPopup}>Continue in a popup</Button>
          </div>
        </>
      )
    case 'not-loaded':
      return (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>
            The calling SDK could not be loaded. Check your connection, then join again.
          </MessageBarBody>
        </MessageBar>
      )
    default:
      return null
  }
}
