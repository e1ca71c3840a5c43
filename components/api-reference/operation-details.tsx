import type { Operation } from './document'
import styles from './api-reference.module.css'
import { SchemaTable } from './schema-table'
import { TryIt } from './try-it'

/** One operation: its parameters, its responses, and a form to try it. */
export function OperationDetails({ operation }: { operation: Operation }) {
  const { id, method, path, summary, description, parameters, body } = operation
  return (
    <details id={id} className={styles.operation}>
      <summary>
        <span className={styles.method} data-method={method}>
          {method}
        </span>
        <code>{path}</code>
        <span className={styles.summary}>{summary}</span>
      </summary>
      <div className={styles.columns}>
        <div>
          {description && <p>{description}</p>}
          {!operation.authenticates && <p>No authentication required.</p>}
          {parameters.length > 0 && (
            <>
              <h2>Parameters</h2>
              <SchemaTable
                schema={{
                  properties: Object.fromEntries(
                    parameters.map(({ name, description, schema }) => [
                      name,
                      { ...schema, description },
                    ]),
                  ),
                  required: parameters.filter(({ required }) => required).map(({ name }) => name),
                }}
              />
            </>
          )}
          {body && (
            <>
              <h2>Request body</h2>
              <SchemaTable schema={body} />
            </>
          )}
          <h2>Responses</h2>
          <Responses responses={operation.responses} />
        </div>
        <TryIt
          method={method}
          path={path}
          parameter={parameters[0]}
          hasBody={body !== undefined}
          authenticates={operation.authenticates}
        />
      </div>
    </details>
  )
}

function Responses({ responses }: Pick<Operation, 'responses'>) {
  return (
    <ul className={styles.responses}>
      {responses.map(({ status, description, schema }) => (
        <li key={status}>
          <strong className={styles.status} data-kind={status.startsWith('2') ? 'good' : 'bad'}>
            {status}
          </strong>
          <div>
            {description.split('\n\n').map((line) => (
              <p key={line}>
                <Line text={line} />
              </p>
            ))}
            {schema && <SchemaTable schema={schema} />}
          </div>
        </li>
      ))}
    </ul>
  )
}

// A problem's line begins with its code in backticks.
function Line({ text }: { text: string }) {
  const [, code, rest] = /^`(\w+)`: (.*)$/s.exec(text) ?? []
  return code === undefined ? (
    text
  ) : (
    <>
      <code>{code}</code> {rest}
    </>
  )
}
