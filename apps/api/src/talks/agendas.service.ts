import { Injectable } from '@nestjs/common';
import { type agendaRoutes, type AgendaTemplate, builtInAgendas, TalkKind } from '@lesblik/shared/agendas';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import { MembershipsService } from '../organisations/memberships.service.ts';
import { AgendasRepository } from './agendas.repository.ts';

const BUILT_IN = 0;

/** What the talks of a school go over. A change is a new version for new talks; a talk keeps a copy of its own. */
@Injectable()
export class AgendasService {
  constructor(
    private readonly repository: AgendasRepository,
    private readonly memberships: MembershipsService,
  ) {}

  async list(me: string, organisationId: string): Promise<{ items: AgendaTemplate[] }> {
    await this.memberships.assertAdministrator(organisationId, me);
    return { items: await this.#all(organisationId) };
  }

  async change(
    me: string,
    { organisationId, kind }: Input<typeof agendaRoutes.change>['params'],
    { version, sections }: Input<typeof agendaRoutes.change>['body'],
  ): Promise<AgendaTemplate> {
    await this.memberships.assertAdministrator(organisationId, me);
    const { version: now } = await this.current(organisationId, kind);
    const next = { kind, version: version + 1, sections, madeBy: me };
    if (now !== version || !(await this.repository.add(organisationId, next))) throw new Problem('changed_meanwhile');
    return this.current(organisationId, kind);
  }

  /** What a new talk of this kind gets. */
  async current(organisationId: string, kind: TalkKind): Promise<AgendaTemplate> {
    const found = (await this.#all(organisationId)).find((template) => template.kind === kind);
    return found ?? builtIn(kind);
  }

  async #all(organisationId: string): Promise<AgendaTemplate[]> {
    const written = new Map((await this.repository.written(organisationId)).map((one) => [one.kind, one]));
    return TalkKind.options.map((kind) => written.get(kind) ?? builtIn(kind));
  }
}

const builtIn = (kind: TalkKind): AgendaTemplate => ({
  ...{ kind, version: BUILT_IN, madeAt: null },
  sections: [...builtInAgendas[kind]],
});
