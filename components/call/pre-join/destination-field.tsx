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
import type { DestinationInput } from './use-destination'

interface DestinationFieldProps {
  input: DestinationInput
  kind: CallProvider['kind']
  msal: MsalSettings | null
}

/** The destination: one field that accepts anything, and shows what it recognized. */
export function DestinationField({ input, kind, msal }: DestinationFieldProps) {
  const { text, details, isGuid, needsPasscode, recognition, problem } = input
  const isHydrated = useHydrated()
  return (
    <>
      <Field
        label="Who or what do you want to call?"
        hint="A Teams meeting link or ID, a group call ID, or a person’s email address or object ID"
        {...(problem !== undefined && { validationMessage: problem })}
      >
        <Input
          value={text}
          // Text typed before the page is hydrated would be lost.
          readOnly={!isHydrated}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => input.setText(value)}
        />
      </Field>
      {needsPasscode && (
        <Field label="Passcode" className={styles.field}>
          <Input
            value={details.passcode ?? ''}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, { value }) => input.setDetails({ passcode: value })}
          />
        </Field>
      )}
      {isGuid && (
        <Field label="This is the ID of" className={styles.field}>
          <RadioGroup
            layout="horizontal"
            value={details.guid ?? 'group'}
            onChange={(_, { value }) => input.setDetails({ guid: value as 'group' | 'teams-user' })}
          >
            <Radio value="group" label="a group call" />
            <Radio value="teams-user" label="a Teams user" />
          </RadioGroup>
        </Field>
      )}
      <Recognized input={input} />
      {recognition.kind === 'needs-person' && !msal && (
        <p>Looking people up needs a Microsoft account. Enter their object ID instead.</p>
      )}
      {recognition.kind === 'needs-person' && msal && (
        <PersonSearch
          // Another address starts over: the result for the last one does not apply.
          key={recognition.address}
          address={recognition.address}
          msal={msal}
          onFound={(person) => input.setDetails({ person })}
        />
      )}
      <div className={styles.suggestions}>
        <ActionButton size="small" onClick={() => input.setText(crypto.randomUUID())}>
          New group call
        </ActionButton>
        {kind === 'local' ? (
          <ActionButton size="small" onClick={() => input.setText(SAMPLE_MEETING)}>
            Sample meeting
          </ActionButton>
        ) : (
          <ActionButton size="small" onClick={() => input.setText(ECHO_BOT)}>
            Echo bot
          </ActionButton>
        )}
        <Invitation input={input} />
      </div>
    </>
  )
}

// In the format of Teams; there is no such meeting.
const SAMPLE_MEETING = 'https://teams.microsoft.com/meet/2345678901234?p=SamplePasscode'

function Recognized({ input: { recognition, problem } }: { input: DestinationInput }) {
  const isShown = recognition.kind !== 'empty' && problem === undefined
  const isGood = recognition.kind === 'recognized'
  return (
    <p role="status" className={isGood ? styles.recognized : styles.open}>
      {isShown && (
        <>
          {isGood ? <CheckmarkCircleFilled /> : <InfoRegular />}
          {recognition.kind === 'refused' ? recognition.reason : recognition.summary}
        </>
      )}
    </p>
  )
}

function Invitation({ input: { recognition } }: { input: DestinationInput }) {
  if (recognition.kind !== 'recognized' || recognition.destination.kind !== 'group') return null
  const { groupId } = recognition.destination
  return (
    <CopyButton
      isSmall
      label="Copy invitation"
      text={() => `${location.origin}/call?group=${groupId}`}
    />
  )
}
