/** The parts of an OpenAPI document that the reference shows. */
export interface ApiDocument {
  paths: Record<string, Record<string, OperationObject>>
  components: { schemas: Record<string, Schema> }
}

interface OperationObject {
  operationId: string
  summary: string
  description?: string
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { description: string; content?: Content }>
  security?: unknown[]
}

export interface Parameter {
  name: string
  in: 'header' | 'query'
  description: string
  schema: Schema
  required?: boolean
}

type Content = Record<string, { schema: Schema } | undefined>

export interface Schema {
  $ref?: string
  type?: string
  description?: string
  enum?: string[]
  const?: unknown
  format?: string
  minimum?: number
  maximum?: number
  items?: Schema
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
}

/** One operation, with its schemas in place. */
export interface Operation {
  id: string
  method: string
  path: string
  summary: string
  description: string | undefined
  parameters: Parameter[]
  body: Schema | undefined
  responses: { status: string; description: string; schema: Schema | undefined }[]
  /** Whether it requires authentication. */
  authenticates: boolean
}

/** Every operation of the document, in its order. */
export function readOperations({ paths, components }: ApiDocument): Operation[] {
  const schemaOf = (content: Content | undefined) =>
    resolve(content?.['application/json']?.schema, components.schemas)
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      summary: operation.summary,
      description: operation.description,
      parameters: operation.parameters ?? [],
      body: schemaOf(operation.requestBody?.content),
      responses: Object.entries(operation.responses).map(([status, { description, content }]) => ({
        status,
        description,
        schema: schemaOf(content),
      })),
      authenticates: operation.security?.length !== 0,
    })),
  )
}

function resolve(schema: Schema | undefined, schemas: Record<string, Schema>): Schema | undefined {
  const name = schema?.$ref?.split('/').at(-1)
  return name === undefined ? schema : schemas[name]
}

/** A schema's type in a few words, such as `integer, 60 to 1440`. */
export function describeType(schema: Schema): string {
  const { type, format, minimum, maximum, items } = schema
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.join(' | ')
  if (schema.anyOf) return schema.anyOf.map(describeType).join(' or ')
  if (items) return `list of ${describeType(items)}`
  const limits = minimum !== undefined && maximum !== undefined ? `, ${minimum} to ${maximum}` : ''
  return `${type ?? 'any'}${format ? ` (${format})` : ''}${limits}`
}
