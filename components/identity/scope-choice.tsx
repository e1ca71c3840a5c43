import { Checkbox, Field } from '@fluentui/react-components'
import type { TokenRequest } from '@/lib/contract/schemas'

export type Scope = NonNullable<TokenRequest['scopes']>[number]

const names: Record<Scope, string> = {
  voip: 'Calls (voip)',
  chat: 'Chats (chat)',
  'voip.join': 'Joining calls, not starting them (voip.join)',
  'chat.join': 'Chats, without starting or deleting them (chat.join)',
  'chat.join.limited': 'Chats, without changing their people (chat.join.limited)',
}

interface ScopeChoiceProps {
  allowed: readonly Scope[]
  scopes: readonly Scope[]
  onChange: (scopes: readonly Scope[]) => void
}

/** What a token is to be for, among the scopes that the server allows. */
export function ScopeChoice({ allowed, scopes, onChange }: ScopeChoiceProps) {
  const [only, ...others] = allowed
  if (only && others.length === 0) return <OnlyScope name={names[only]} />
  return (
    <Field
      label="What it is for"
      role="group"
      {...(scopes.length === 0 && { validationMessage: 'At least one' })}
    >
      <div>
        {allowed.map((scope) => (
          <Checkbox
            key={scope}
            label={names[scope]}
            checked={scopes.includes(scope)}
            onChange={(_, { checked }) =>
              onChange(allowed.filter((one) => (one === scope ? checked : scopes.includes(one))))
            }
          />
        ))}
      </div>
    </Field>
  )
}

function OnlyScope({ name }: { name: string }) {
  return (
    <div>
      <p>
        What it is for: <strong>{name}</strong>
      </p>
      <p className="fine-print">This server issues tokens for nothing else.</p>
    </div>
  )
}
