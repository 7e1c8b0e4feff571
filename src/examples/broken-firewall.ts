import { course, courseChain, courseUrl } from './course-chain.ts'

/** The course's picture with a firewall whose rules stand in the wrong order. */
export default courseChain({
  id: 'broken-firewall',
  title: { de: 'Kaputte Firewall', en: 'Broken firewall' },
  description: {
    de: 'Der Browser meldet nur eine Zeitüberschreitung. Welche Regel der Firewall ist schuld, und wie behebst du den Fehler?',
    en: 'The browser only reports a time-out. Which rule of the firewall is to blame, and how do you mend it?',
  },
  rules: [
    {
      name: { de: 'Load Balancer schützen', en: 'Protect the load balancer' },
      action: 'drop',
      protocol: 'tcp',
      to: course.balancer,
    },
    {
      name: { de: 'Web (HTTPS)', en: 'Web (HTTPS)' },
      action: 'accept',
      protocol: 'tcp',
      ports: '443',
      to: course.balancer,
    },
    {
      name: { de: 'Web (HTTP)', en: 'Web (HTTP)' },
      action: 'accept',
      protocol: 'tcp',
      ports: '80',
      to: course.balancer,
    },
    { name: { de: 'von innen nach außen', en: 'from inside to outside' }, action: 'accept', interfaceOut: 'wan' },
  ],
  scenarios: [
    {
      id: 's1',
      title: { de: 'Kommt nicht an', en: 'Does not get through' },
      request: { type: 'http', from: course.client, method: 'GET', url: courseUrl },
      expected: { seen: 'timed-out', because: course.firewall },
    },
  ],
})
