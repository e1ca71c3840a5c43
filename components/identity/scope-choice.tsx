import { Checkbox, Field } from '@fluentui/react-components'
import type { TokenRequest } from '@/lib/contract/schemas'

export type Scope = NonNullable<TokenRequest['scopes']>[number]

const names: Record<Scope, string> = {
  voip: 'Calls (voip)',
  chat: 'Chats (chat)',
  'voip.join': 'Join calls, but not start them (voip.join)',
  'chat.join': 'Chat, but not create or delete chats (chat.join)',
  'chat.join.limited': 'Chat, but not change who takes part (chat.join.limited)',
}

interface ScopeChoiceProps {
  allowed: readonly Scope[]
  scopes: readonly Scope[]
  onChange: (scopes: readonly Scope[]) => void
}

/** The scopes of a token, among those that the server allows. */
export function ScopeChoice({ allowed, scopes, onChange }: ScopeChoiceProps) {
  const [only, ...others] = allowed
  if (only && others.length === 0) return <OnlyScope name={names[only]} />
  return (
    <Field
      label="Scopes"
      role="group"
      {...(scopes.length === 0 && { validationMessage: 'Select at least one scope' })}
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
        Scope: <strong>{name}</strong>
      </p>
      <p className="fine-print">The only scope this server allows.</p>
    </div>
  )
}
