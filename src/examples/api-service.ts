import { course, courseChain, courseUrl } from './course-chain.ts'

/** The course's own picture: the first template. */
export default courseChain({
  id: 'api-service',
  title: { de: 'API-Dienst', en: 'API service' },
  description: {
    de: 'Das Serversetup aus dem Kurs: Eine Anfrage geht durch neun Stationen hin und auf demselben Weg zurück.',
    en: 'The server setup of the course: a request passes nine stations there and comes back the same way.',
  },
  scenarios: [
    {
      id: 's1',
      title: { de: 'Produkte abrufen', en: 'Get the products' },
      request: { type: 'http', from: course.client, method: 'GET', url: courseUrl },
      expected: { seen: 'answer', status: 200, because: course.app },
    },
    {
      id: 's2',
      title: { de: 'Stildatei: zweimal, dann aus dem Cache', en: 'Style sheet: twice, then from the cache' },
      request: {
        type: 'http',
        from: course.client,
        method: 'GET',
        url: 'https://www.meinapi-dienst.de/static/stil.css',
      },
      expected: { seen: 'answer', status: 200 },
    },
    {
      id: 's3',
      title: { de: 'Falscher Name', en: 'Wrong name' },
      request: { type: 'http', from: course.client, method: 'GET', url: 'https://www.meinapidienst.de/api/produkte' },
      expected: { seen: 'name-not-found', because: course.dns },
    },
    {
      id: 's4',
      title: { de: 'Direkt zum Webserver (private Adresse)', en: 'Straight to the web server (private address)' },
      request: { type: 'http', from: course.client, method: 'GET', url: 'http://10.0.2.11/' },
      expected: { seen: 'timed-out', because: course.internet },
    },
  ],
})
