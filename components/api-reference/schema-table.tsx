import { describeType, type Schema } from './document'
import styles from './api-reference.module.css'

/** The members of a JSON object. */
export function SchemaTable({ schema }: { schema: Schema }) {
  return (
    <dl className={styles.members}>
      {Object.entries(schema.properties ?? {}).map(([name, member]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
            {schema.required?.includes(name) ? '' : ' (optional)'}
          </dt>
          <dd>
            <span className={styles.type}>{describeType(member)}</span>
            {member.description && <span>{member.description}</span>}
            {member.properties && <SchemaTable schema={member} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}
