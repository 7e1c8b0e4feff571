import type { Device, Point } from '../model/topology.ts'

/** A web server on the canvas, named as its id: nothing set but where it lies and what a test adds. */
export const placedDevice = (id: string, position: Point, more: Partial<Device> = {}): Device => ({
  id,
  kind: 'web-server',
  name: id,
  position,
  program: { id: 'nginx', profile: '1.22', configVersion: 0 },
  config: {},
  ...more,
})
