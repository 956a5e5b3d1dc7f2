import { Controller } from '@nestjs/common';
import { lessonConsentRoutes as routes } from '@lesblik/shared/lesson-consent';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { ClosuresService } from './closures.service.ts';
import { LessonConsentService } from './lesson-consent.service.ts';

@Controller()
export class LessonConsentController {
  constructor(
    private readonly consent: LessonConsentService,
    private readonly closed: ClosuresService,
  ) {}

  @Implements(routes.get)
  get(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.get>) {
    return this.consent.get(me.id, params.recordingId);
  }

  @Implements(routes.markAbsent)
  markAbsent(@Me() me: Person, @FromRoute() { params, body }: Input<typeof routes.markAbsent>) {
    return this.consent.markAbsent(me.id, params.recordingId, body.pupilIds);
  }

  @Implements(routes.closures)
  async closures(@Me() me: Person) {
    return { items: await this.closed.list(me.id) };
  }

  @Implements(routes.settle)
  async settle(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.settle>): Promise<undefined> {
    await this.closed.settle(me.id, params.closureId);
  }
}
