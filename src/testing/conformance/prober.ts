import { createRegistry, type Registry } from '../../engine/registry.ts'
import { kinds } from '../../kinds/registry.ts'
import { defineProgram, type AnyProgram } from '../../programs/contract/program.ts'
import { programs } from '../../programs/registry.ts'
import { choice, line, port, table } from '../../protocols/fields/builders.ts'
import { response } from '../../protocols/http/messages.ts'
import { bareProgram } from '../bare-program.ts'

const fields = {
  ports: table({
    port: port({ default: 80 }),
    protocol: choice(['tcp', 'udp'], { default: 'tcp' }),
    address: line(),
  }),
}

/** The recorders' listeners: ports that are open, and answer a datagram with another one. No product. */
const listener: AnyProgram = defineProgram({
  ...bareProgram,
  id: 'listener',
  name: 'Listener',
  fields,
  services: ({ ports }) =>
    (ports ?? []).map(({ address, ...one }) => ({
      ...one,
      speaks: 'tcp' as const,
      tls: false,
      ...(address === undefined ? {} : { address }),
    })),
  *handle(context, { message }) {
    yield* context.work(0)
    return { type: 'answer', message: message.protocol === 'http' ? response({ status: 200, headers: [] }) : message }
  },
})

/** Everything that the product knows, and listeners beside it. */
export const listenerRegistry: Registry = createRegistry(kinds, [...programs, listener])
