import { act, screen } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import type { HttpRequestSpec } from '../../model/request.ts'
import type { JsonObject } from '../../model/topology.ts'
import { setConfig } from '../../store/commands/config.ts'
import { setDevice } from '../../store/commands/devices.ts'
import { commit, prepareEdits } from '../../store/document-store.ts'
import { send } from '../../store/journey.ts'
import { labels } from '../../store/labels.ts'
import { last } from '../../store/playback.ts'
import { getSession, setRequest, startFresh } from '../../store/session-store.ts'
import { openCourse, show } from '../../testing/show.tsx'
import { SeenView } from './seen-view.tsx'

beforeEach(async () => {
  await prepareEdits()
  startFresh()
  openCourse()
})

/** Sends the course's request with these options, and gives what the person sees in the end. */
async function ending(options: Partial<HttpRequestSpec> = {}): Promise<HTMLElement> {
  setRequest(options)
  act(() => send({ autoplay: false }))
  last()
  const { trace } = getSession()
  await show(trace ? <SeenView trace={trace} /> : null)
  return screen.getByRole('region', { name: 'What the person sees' })
}

const answerWith = (endpoint: JsonObject) =>
  act(() =>
    commit(labels.service('App'), (draft) => setConfig(draft, 'd9', 'endpoints', [{ path: '/*', ...endpoint }])),
  )

it('a proxy that is stopped behind a balancer of TCP: the connection ends within the handshake', async () => {
  act(() => commit(labels.service('Proxy'), (draft) => setDevice(draft, 'd6', { service: false })))
  const seen = await ending()
  expect(seen).toHaveTextContent('net::ERR_CONNECTION_CLOSED')
  expect(seen).toHaveTextContent('No answer came at all')
  expect(seen).not.toHaveTextContent('before the answer was complete')
})

it('an answer of bytes is downloaded, and no page is shown of it', async () => {
  answerWith({ contentType: 'application/octet-stream', body: 'secret' })
  const seen = await ending()
  expect(seen).toHaveTextContent('200 OK')
  expect(seen).toHaveTextContent('The browser downloads the answer as a file')
  expect(seen).not.toHaveTextContent('secret')
})

it('an error that would be a file is an error page of the browser', async () => {
  answerWith({ contentType: 'application/zip', body: 'x', status: 404 })
  const seen = await ending()
  expect(seen).toHaveTextContent('has another status than 2xx')
  expect(seen).toHaveTextContent('net::ERR_INVALID_RESPONSE')
})

it('JSON for a picture on a page of another origin is kept back', async () => {
  const picture = { initiator: 'image', pageOrigin: 'https://fremd.beispiel.org' } as const
  answerWith({ body: '[1]' })
  const seen = await ending(picture)
  expect(seen).toHaveTextContent('Blocked by ORB')
  expect(seen).toHaveTextContent('net::ERR_BLOCKED_BY_ORB')
  expect(seen).toHaveTextContent('error event')
})
