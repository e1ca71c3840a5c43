import { CheckmarkCircleFilled } from '@fluentui/react-icons/headless/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/headless/svg/circle'
import { DismissCircleFilled } from '@fluentui/react-icons/headless/svg/dismiss-circle'
import styles from './teams.module.css'
import { type Check, type ExchangeResult, readChecks } from './exchange-checks'

const icons = { open: CircleRegular, passed: CheckmarkCircleFilled, failed: DismissCircleFilled }
const words = { open: 'not checked yet', passed: 'passed', failed: 'failed' }

/** What the server checks before it exchanges a token, with the result of the last exchange. */
export function CheckList({ result }: { result: ExchangeResult }) {
  return (
    <ol className={styles.checks}>
      {readChecks(result).map((check) => (
        <CheckItem key={check.text} {...check} />
      ))}
    </ol>
  )
}

function CheckItem({ text, state, reason }: Check) {
  const Icon = icons[state]
  return (
    <li className={styles[state]}>
      <Icon aria-label={words[state]} />
      <span>
        {text}
        {reason && <span className={styles.reason}>{reason}</span>}
      </span>
    </li>
  )
}
