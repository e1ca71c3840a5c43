import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import type { UserKind } from '@/lib/call/call-provider'
import styles from './pre-join.module.css'

/** As whom to call, which decides the kind of token. */
export function UserKindField({
  userKind,
  onChange,
}: {
  userKind: UserKind
  onChange: (userKind: UserKind) => void
}) {
  return (
    <Field label="Join as" className={styles.field}>
      <RadioGroup value={userKind} onChange={(_, { value }) => onChange(value as UserKind)}>
        <Radio value="acs-user" label="ACS user: a guest, who may have to wait in the lobby" />
        <Radio value="teams-user" label="Teams user: yourself, with your Teams account" />
      </RadioGroup>
    </Field>
  )
}
