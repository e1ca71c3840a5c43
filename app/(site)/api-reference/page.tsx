import type { Metadata } from 'next'
import type { ApiDocument } from '@/components/api-reference/document'
import { readOperations } from '@/components/api-reference/document'
import { OperationDetails } from '@/components/api-reference/operation-details'
import styles from '@/components/api-reference/api-reference.module.css'
import { describeApi } from '../../openapi.json/describe-api'

export const metadata: Metadata = { title: 'API' }

export default function ApiReferencePage() {
  const operations = readOperations(describeApi() as unknown as ApiDocument)
  return (
    <>
      <h1>API reference</h1>
      <p className="lead">
        Pages of this app call the API with their session. Other clients send an Entra access token
        as a Bearer token. Every error has a stable code. The same description in OpenAPI format is{' '}
        <a href="/openapi.json">openapi.json</a>.
      </p>
      <div className={styles.operations}>
        {operations.map((operation) => (
          <OperationDetails key={operation.id} operation={operation} />
        ))}
      </div>
    </>
  )
}
