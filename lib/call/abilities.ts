import type { Abilities, CallProvider } from './call-provider'

const REACTIONS = ['like', 'heart', 'laugh', 'applause', 'surprised'] as const

/** What each provider's calls can do; known before a provider is loaded. */
export const abilities: Record<CallProvider['kind'], Abilities> = {
  acs: {
    captions: true,
    survey: true,
    reactions: REACTIONS,
    destinations: ['meeting-link', 'meeting-id', 'group', 'teams-user', 'echo'],
  },
  local: {
    captions: false,
    survey: false,
    reactions: REACTIONS,
    destinations: ['meeting-link', 'meeting-id', 'group'],
  },
}
