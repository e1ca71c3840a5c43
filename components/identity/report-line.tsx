import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { ExchangeDetails } from '@/components/api/request-trace-details'
import { ProblemNote } from '@/components/api/problem-note'
import type { Report } from './use-identity'

/** What an action came to, and below it how it went. */
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
      <ExchangeDetails exchange={report?.exchange} />
    </>
  )
}
