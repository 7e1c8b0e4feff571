import { shownFrom, trustIn } from '../common/certificate-trust.ts'
import type { Server } from './model.ts'
import type { Ctx } from './state.ts'

/** How HAProxy speaks TLS to a server: the name it asks for, and what it makes of the certificate. */
export function tlsTo({ settings: { certificateFiles } }: Ctx, server: Server, serverName: string | undefined) {
  const { verify, offers, certificate } = server
  const clientCertificate = shownFrom(certificateFiles, certificate)
  return {
    serverName,
    // Without a name to look for any will do.
    verifyName: verify?.name ?? serverName ?? null,
    profile: verify ? 'curl' : 'none',
    trust: trustIn(certificateFiles, verify?.caFile),
    offers,
    ...(clientCertificate ? { clientCertificate } : {}),
  } as const
}
