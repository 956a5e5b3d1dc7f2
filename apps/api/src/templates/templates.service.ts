import { Injectable } from '@nestjs/common';
import { Problem } from '@lesblik/shared/problems';
import {
  BuiltinTemplate,
  builtinTemplates,
  type TemplateFields,
  type TrajectoryTemplate,
} from '@lesblik/shared/trajectory-templates';
import { MembershipsService } from '../organisations/memberships.service.ts';
import { type TemplateRow, TemplatesRepository } from './templates.repository.ts';

/** The templates of a school. A trajectory copies what it takes from one, so changing one changes no trajectory. */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly memberships: MembershipsService,
    private readonly repository: TemplatesRepository,
  ) {}

  /** The built-in ones in their order, then the school's own by name. */
  async list(personId: string, organisationId: string): Promise<{ items: TrajectoryTemplate[] }> {
    await this.memberships.assertMember(organisationId, personId);
    const rows = await this.repository.list(organisationId);
    const builtin = BuiltinTemplate.options.map((key) => {
      const changed = rows.find((row) => row.builtin === key);
      return changed ? present(changed) : { key, builtin: key, words: null, ...builtinTemplates[key], archived: false };
    });
    return { items: [...builtin, ...rows.filter((row) => row.builtin === null).map(present)] };
  }

  async add(personId: string, organisationId: string, fields: TemplateFields): Promise<TrajectoryTemplate> {
    await this.memberships.assertAdministrator(organisationId, personId);
    return this.#get(personId, organisationId, await this.repository.add(organisationId, personId, fields));
  }

  async edit(
    personId: string,
    { organisationId, key }: { organisationId: string; key: string },
    fields: TemplateFields,
  ): Promise<TrajectoryTemplate> {
    await this.memberships.assertAdministrator(organisationId, personId);
    if (BuiltinTemplate.safeParse(key).success) {
      await this.repository.keepBuiltin(organisationId, key, personId, fields);
    } else if (!(await this.repository.edit(organisationId, key, personId, fields))) {
      throw new Problem('not_found');
    }
    return this.#get(personId, organisationId, key);
  }

  async restore(personId: string, { organisationId, key }: { organisationId: string; key: string }): Promise<void> {
    await this.memberships.assertAdministrator(organisationId, personId);
    await this.repository.restore(organisationId, key);
  }

  async #get(personId: string, organisationId: string, key: string): Promise<TrajectoryTemplate> {
    const template = (await this.list(personId, organisationId)).items.find((one) => one.key === key);
    if (template === undefined) throw new Problem('not_found');
    return template;
  }
}

function present({ id, builtin, name, wayOfWorking, talks, months, archivedAt }: TemplateRow): TrajectoryTemplate {
  const key = builtin === null ? null : BuiltinTemplate.parse(builtin);
  return {
    ...{ key: key ?? id, builtin: key, words: { name, wayOfWorking }, talks, months },
    archived: archivedAt !== null,
  };
}
