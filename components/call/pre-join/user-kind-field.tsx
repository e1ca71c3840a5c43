import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import type { JoinRequest } from '@/lib/call/call-provider'
import styles from './pre-join.module.css'

export type Who = JoinRequest['as']

/** As whom to call: that decides which token is got. */
export function WhoField({ as, onChange }: { as: Who; onChange: (as: Who) => void }) {
  return (
    <Field label="Who" className={styles.field}>
      <RadioGroup value={as} onChange={(_, { value }) => onChange(value as Who)}>
        <Radio
          value="acs-user"
          label="As an ACS user: a guest, who may have to wait in the lobby"
        />
        <Radio value="teams-user" label="As a Teams user: yourself, with your Teams account" />
      </RadioGroup>
    </Field>
  )
}
