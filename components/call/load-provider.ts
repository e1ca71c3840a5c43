import type { CallProvider, ProviderChoice } from '@/lib/call/call-provider'

/** The provider that the server chose. The calling SDK is large: it is loaded when somebody joins. */
export async function loadProvider(choice: ProviderChoice): Promise<CallProvider> {
  if (choice.kind === 'local') {
    const { localProvider } = await import('@/lib/call/local/local-provider')
    return localProvider(choice.emulatorUrl)
  }
  const { acsProvider } = await import('@/lib/call/acs/acs-provider')
  return acsProvider()
}
