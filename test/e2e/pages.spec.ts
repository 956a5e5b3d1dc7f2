import { contextOf, demoIds, type Who } from './support/demo.ts';
import { looksRightDayAndNight } from './support/look.ts';
import { expect, test } from './support/product.ts';

/** Every page, as who may see it. `recordings/new` and the like stand for addresses; `:x` is filled in from the demo. */
const pages: readonly { name: string; who?: Who; path: string }[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'forgot-password', path: '/forgot-password' },
  { name: 'invitation-invalid', path: '/uitnodiging/bestaat-niet' },
  { name: 'setup-invalid', path: '/inrichten/bestaat-niet' },
  { name: 'email-change-invalid', path: '/adres-bevestigen/bestaat-niet' },
  { name: 'reset-invalid', path: '/wachtwoord-herstellen/bestaat-niet' },
  { name: 'home-teacher', who: 'docent', path: '/' },
  { name: 'home-coach', who: 'coach', path: '/' },
  { name: 'home-client', who: 'opdrachtgever', path: '/' },
  { name: 'account', who: 'docent', path: '/account' },
  { name: 'notifications', who: 'docent', path: '/notifications' },
  { name: 'notification-settings', who: 'docent', path: '/account/notifications' },
  { name: 'unsubscribe-invalid', path: '/afmelden/bestaat-niet' },
  { name: 'my-data', who: 'docent', path: '/account/data' },
  { name: 'trajectories', who: 'docent', path: '/trajectories' },
  { name: 'trajectory-new', who: 'coach', path: '/trajectories/new' },
  { name: 'trajectory-teacher', who: 'docent', path: '/trajectories/:trajectoryId' },
  { name: 'trajectory-coach', who: 'coach', path: '/trajectories/:trajectoryId' },
  { name: 'trajectory-client', who: 'opdrachtgever', path: '/trajectories/:trajectoryId' },
  { name: 'trajectory-intake', who: 'collega', path: '/trajectories/:intakeId' },
  { name: 'trajectories-client', who: 'opdrachtgever', path: '/trajectories' },
  { name: 'request-new', who: 'beheerder', path: '/trajectories/requests/new' },
  { name: 'request-coach', who: 'coach', path: '/trajectories/requests/:requestId' },
  { name: 'request-client', who: 'opdrachtgever', path: '/trajectories/requests/:requestId' },
  { name: 'templates', who: 'beheerder', path: '/people/templates' },
  { name: 'talk-new', who: 'coach', path: '/gesprek/nieuw?traject=:trajectoryId' },
  { name: 'agendas', who: 'beheerder', path: '/agendas' },
  { name: 'recordings', who: 'docent', path: '/recordings' },
  { name: 'recordings-empty', who: 'opdrachtgever', path: '/recordings' },
  { name: 'log', who: 'docent', path: '/log' },
  { name: 'class-lists', who: 'docent', path: '/class-lists' },
  { name: 'class-list', who: 'docent', path: '/class-lists/:classListId' },
  { name: 'closed-lessons', who: 'docent', path: '/closed-lessons' },
  { name: 'deletions', who: 'docent', path: '/account/deleted' },
  { name: 'certificate', path: '/certificaat' },
  { name: 'upload', who: 'docent', path: '/recordings/new' },
  { name: 'review-teacher', who: 'docent', path: '/recordings/:recordingId' },
  { name: 'review-coach', who: 'coach', path: '/recordings/:recordingId' },
  { name: 'hide', who: 'docent', path: '/recordings/:recordingId/hide' },
  { name: 'review-refused', who: 'leidinggevende', path: '/recordings/:recordingId' },
  { name: 'people', who: 'beheerder', path: '/people' },
  { name: 'not-found', who: 'docent', path: '/bestaat-niet' },
];

for (const { name, who, path } of pages) {
  for (const language of ['nl', 'en'] as const) {
    test(`${name} is accessible and fits, in ${language}, light and dark`, async ({ browser, demo }) => {
      const ids = await demoIds(browser, demo);
      const context = await contextOf(browser, demo, who, { language });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(path.replace(/:(\w+)/g, (_, id: keyof typeof ids) => ids[id]));
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await looksRightDayAndNight(page, `${name}-${language}`);
      expect(errors).toEqual([]);
      await context.close();
    });
  }
}
