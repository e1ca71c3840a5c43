import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/headless/svg/checkmark-circle'
import { InfoRegular } from '@fluentui/react-icons/headless/svg/info'
import { CopyButton } from '@/components/ui/copy-button'
import { ActionButton } from '@/components/ui/action-button'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { CallProvider } from '@/lib/call/call-provider'
import { ECHO_BOT } from '@/lib/call/destination/destination'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import styles from './pre-join.module.css'
import { PersonSearch } from './person-search'
import type { Where } from './use-destination'

interface DestinationFieldProps {
  where: Where
  kind: CallProvider['kind']
  msal: MsalSettings
}

/** Where to call: one field that takes anything, and says what it took it for. */
export function DestinationField({ where, kind, msal }: DestinationFieldProps) {
  const { text, hints, isGuid, needsPasscode, recognition, problem } = where
  const isHydrated = useHydrated()
  return (
    <>
      <Field
        label="Where"
        hint="A Teams meeting link or ID, a group call ID, or a person’s email address or object ID"
        {...(problem !== undefined && { validationMessage: problem })}
      >
        <Input
          value={text}
          // What is typed before the page is ready would be lost.
          readOnly={!isHydrated}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => where.setText(value)}
        />
      </Field>
      {needsPasscode && (
        <Field label="Passcode" className={styles.field}>
          <Input
            value={hints.passcode ?? ''}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, { value }) => where.setHints({ passcode: value })}
          />
        </Field>
      )}
      {isGuid && (
        <Field label="This ID is of" className={styles.field}>
          <RadioGroup
            layout="horizontal"
            value={hints.guid ?? 'group'}
            onChange={(_, { value }) => where.setHints({ guid: value as 'group' | 'teams-user' })}
          >
            <Radio value="group" label="a group call" />
            <Radio value="teams-user" label="a Teams user" />
          </RadioGroup>
        </Field>
      )}
      <Recognised where={where} />
      {recognition.kind === 'needs-person' && (
        <PersonSearch
          // What came of another address says nothing of this one.
          key={recognition.address}
          address={recognition.address}
          msal={msal}
          onFound={(person) => where.setHints({ person })}
        />
      )}
      <div className={styles.suggestions}>
        <ActionButton size="small" onClick={() => where.setText(crypto.randomUUID())}>
          New group call
        </ActionButton>
        {kind === 'local' ? (
          <ActionButton size="small" onClick={() => where.setText(SAMPLE_MEETING)}>
            Sample meeting
          </ActionButton>
        ) : (
          <ActionButton size="small" onClick={() => where.setText(ECHO_BOT)}>
            Echo bot
          </ActionButton>
        )}
        <Invitation where={where} />
      </div>
    </>
  )
}

// Of a form that Teams uses; the meeting itself is nobody's.
const SAMPLE_MEETING = 'https://teams.microsoft.com/meet/2345678901234?p=SamplePasscode'

function Recognised({ where: { recognition, problem } }: { where: Where }) {
  const isShown = recognition.kind !== 'empty' && problem === undefined
  const isGood = recognition.kind === 'recognised'
  return (
    <p role="status" className={isGood ? styles.recognised : styles.open}>
      {isShown && (
        <>
          {isGood ? <CheckmarkCircleFilled /> : <InfoRegular />}
          {recognition.kind === 'refused' ? recognition.reason : recognition.says}
        </>
      )}
    </p>
  )
}

function Invitation({ where: { recognition } }: { where: Where }) {
  if (recognition.kind !== 'recognised' || recognition.destination.kind !== 'group') return null
  const { groupId } = recognition.destination
  return (
    <CopyButton
      isSmall
      label="Copy invitation"
      text={() => `${location.origin}/call?group=${groupId}`}
    />
  )
}
