import type { Device, JsonObject } from '../../../model/topology.ts'

type Filtered = Pick<Device, 'filter'>

const ownFilter = (config: JsonObject): Filtered => ({
  filter: {
    program: { id: 'nftables', profile: '1.0.6', configVersion: 0 },
    config: { inputRules: [], inputPolicy: 'accept', inputInside: false, ...config },
  },
})

/** Its own packet filter drops whatever comes in. */
export const deaf: Filtered = ownFilter({ inputPolicy: 'drop' })

/** Its own packet filter turns away what the row names. */
export const rejecting = (row: JsonObject): Filtered => ownFilter({ inputRules: [{ action: 'reject', ...row }] })
