import { Inject, Injectable } from '@nestjs/common';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import type { ConsentPurpose } from '@lesblik/shared/class-lists';
import { LOG } from '../base/tokens.ts';
import { type Standing, whileStanding } from '../base/while-standing.ts';
import { LessonConsentService } from './lesson-consent.service.ts';

/** Looks after film that is on its way to be used for something that needs consent. */
@Injectable()
export class UseWatch {
  constructor(
    private readonly consent: LessonConsentService,
    private readonly bus: NoticeBus,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * `ended` aborts when consent closes the recording for this purpose; `close` when all was sent.
   * @throws Problem pupils_lack_consent, class_list_missing
   */
  async enter(recordingId: string, purpose: ConsentPurpose): Promise<Standing> {
    const standing = whileStanding({
      ...{ bus: this.bus, log: this.log, stands: () => this.consent.mayUse(recordingId, purpose) },
      means: ({ kind }) => (kind === 'consent_changed' ? 'look' : 'nothing'),
    });
    try {
      // Judged only now that no answer goes unheard.
      await this.consent.assertMayUse(recordingId, purpose);
      return standing;
    } catch (error) {
      standing.close();
      throw error;
    }
  }
}
