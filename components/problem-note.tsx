import type { ProblemAnswer } from '@/lib/contract/schemas'

/** A problem of the API in words, with what a support person asks for. */
export function ProblemNote({ problem }: { problem: ProblemAnswer }) {
  return (
    <div className="problem" role="alert">
      <p>{problem.detail}</p>
      <p className="fine-print">
        Code <code>{problem.code}</code>
        {problem.correlationId !== '' && (
          <>
            , correlation id <code>{problem.correlationId}</code>
          </>
        )}
      </p>
    </div>
  )
}
