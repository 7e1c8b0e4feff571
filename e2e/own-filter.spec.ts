import { choose, ending, inspector, open, result, sendToTheEnd, setting } from './app.ts'
import { expect, test } from './fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('a server’s own packet filter lets in what it serves, until its rule is switched off', async ({ page }) => {
  await open(page)
  await choose(page, 'Load Balancer')
  await inspector(page).getByRole('button', { name: 'Eigener Paketfilter' }).click()
  await setting(page, 'nftables auf diesem Gerät').click()
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/200 OK/)

  await choose(page, 'Load Balancer')
  await inspector(page).getByRole('region', { name: 'Die Firewall selbst' }).getByRole('switch', { name: 'An' }).click()
  await sendToTheEnd(page)
  await expect(result(page)).toHaveAccessibleName(/Zeitüberschreitung.*Load Balancer/)
  await expect(ending(page)).toContainText('net::ERR_CONNECTION_TIMED_OUT')
  await expect(ending(page)).toContainText('Der Grund liegt hier: Load Balancer')
})
