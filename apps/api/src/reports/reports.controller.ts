import { Controller, Res } from '@nestjs/common';
import { reportRoutes } from '@lesblik/shared/reports';
import type { Input } from '@lesblik/shared/route';
import type { Response } from 'express';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { privately } from '../http/send-object.ts';
import { EvaluationService } from './evaluation.service.ts';
import { ReleasesService } from './releases.service.ts';
import { SuggestionsService } from './suggestions.service.ts';

type Routes = typeof reportRoutes;

@Controller()
export class ReportsController {
  constructor(
    private readonly evaluation: EvaluationService,
    private readonly suggestions: SuggestionsService,
    private readonly releases: ReleasesService,
  ) {}

  @Implements(reportRoutes.evaluation)
  get(@Me() me: Person, @FromRoute() { params }: Input<Routes['evaluation']>) {
    return this.evaluation.get(me.id, params.trajectoryId);
  }

  @Implements(reportRoutes.write)
  write(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['write']>) {
    return this.evaluation.write(me.id, params.trajectoryId, body);
  }

  @Implements(reportRoutes.suggest)
  suggest(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['suggest']>) {
    return this.suggestions.suggest(me.id, params.trajectoryId, body);
  }

  @Implements(reportRoutes.answer)
  answer(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['answer']>) {
    return this.suggestions.answer(me.id, params.suggestionId, body);
  }

  @Implements(reportRoutes.takeBack)
  async takeBack(@Me() me: Person, @FromRoute() { params }: Input<Routes['takeBack']>) {
    await this.suggestions.takeBack(me.id, params.suggestionId);
  }

  @Implements(reportRoutes.preview)
  preview(@Me() me: Person, @FromRoute() { params }: Input<Routes['preview']>) {
    return this.releases.preview(me.id, params.trajectoryId);
  }

  @Implements(reportRoutes.sign)
  sign(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['sign']>) {
    return this.releases.sign(me.id, params.trajectoryId, body);
  }

  @Implements(reportRoutes.withdraw)
  async withdraw(@Me() me: Person, @FromRoute() { params }: Input<Routes['withdraw']>) {
    await this.releases.withdraw(me.id, params.reportId);
  }

  @Implements(reportRoutes.released)
  released(@Me() me: Person, @FromRoute() { params }: Input<Routes['released']>) {
    return this.releases.released(me.id, params.trajectoryId);
  }

  @Implements(reportRoutes.pdf)
  async pdf(
    @Me() me: Person,
    @FromRoute() { params, query }: Input<Routes['pdf']>,
    @Res() response: Response,
  ): Promise<void> {
    const pdf = await this.releases.pdf(me.id, params.trajectoryId, query);
    privately(response);
    const name = query.language === 'nl' ? 'verslag' : 'report';
    response.setHeader('Content-Disposition', `attachment; filename="${name}.pdf"`);
    response.type('application/pdf').send(pdf);
  }
}
