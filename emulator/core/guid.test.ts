import { expect, test } from 'vitest'
import { packGuids } from './guid'

// From an example of https://learn.microsoft.com/graph/api/user-list-licensedetails: the second half is the SKU.
test('packed GUIDs have the byte order of .NET', () => {
  const id = '3RnS3Gi8m0u_C0ozp5a-NWAn38eBLPdOtXhbU5K1cd8'
  expect(
    packGuids('dcd219dd-bc68-4b9b-bf0b-4a33a796be35', 'c7df2760-2c81-4ef7-b578-5b5392b571df'),
  ).toBe(id)
})
