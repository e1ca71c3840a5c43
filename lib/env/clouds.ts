// Source: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud and
// https://learn.microsoft.com/graph/deployments
const CLOUDS: [name: string, hosts: RegExp][] = [
  [
    'the public cloud',
    /^(login\.microsoftonline\.com|login\.windows\.net|sts\.windows\.net|graph\.microsoft\.com|.+\.communication\.azure\.com)$/,
  ],
  [
    'the US government cloud',
    /^(login\.microsoftonline\.us|(dod-)?graph\.microsoft\.us|.+\.communication\.azure\.us)$/,
  ],
  [
    'the cloud in China',
    /^(login\.partner\.microsoftonline\.cn|login\.chinacloudapi\.cn|microsoftgraph\.chinacloudapi\.cn)$/,
  ],
]

/** Which of Microsoft's clouds an address is of, if of any that is known. */
export function cloudOf(address: string): string | undefined {
  const { hostname } = new URL(address)
  return CLOUDS.find(([, hosts]) => hosts.test(hostname))?.[0]
}
