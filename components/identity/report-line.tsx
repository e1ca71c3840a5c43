import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { RequestTraceDetails } from '@/components/api/request-trace-details'
import { ProblemNote } from '@/components/api/problem-note'
import type { Report } from './use-identity'

/** The result of an action, and below it its request. */
export function ReportLine({ report }: { report: Report | undefined }) {
  return (
    <>
      <div role="status">
        {report?.kind === 'done' && (
          <MessageBar intent="success" layout="multiline">
            <MessageBarBody>{report.text}</MessageBarBody>
          </MessageBar>
        )}
        {report?.kind === 'problem' && <ProblemNote problem={report.problem} />}
      </div>
      <RequestTraceDetails trace={report?.trace} />
    </>
  )
}
