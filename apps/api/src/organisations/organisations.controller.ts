import { Controller, Ip, Req, Res } from '@nestjs/common';
import { organisationRoutes } from '@lesblik/shared/organisations';
import type { Input } from '@lesblik/shared/route';
import type { Request, Response } from 'express';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { privately } from '../http/send-object.ts';
import { AttemptsService } from '../identity/attempts.service.ts';
import { InvitationsService } from './invitations.service.ts';
import { LogoService } from './logo.service.ts';
import { OrganisationsService } from './organisations.service.ts';

type Routes = typeof organisationRoutes;

@Controller()
export class OrganisationsController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly invitations: InvitationsService,
    private readonly logos: LogoService,
    private readonly attempts: AttemptsService,
  ) {}

  @Implements(organisationRoutes.get)
  get(@Me() me: Person, @FromRoute() { params }: Input<Routes['get']>) {
    return this.organisations.get(me.id, params.organisationId);
  }

  @Implements(organisationRoutes.update)
  update(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['update']>) {
    return this.organisations.update(me.id, params.organisationId, body);
  }

  @Implements(organisationRoutes.logo)
  async logo(
    @Me() me: Person,
    @FromRoute() { params }: Input<Routes['logo']>,
    @Res() response: Response,
  ): Promise<void> {
    const png = await this.logos.get(me.id, params.organisationId);
    privately(response);
    response.type('png').send(png);
  }

  @Implements(organisationRoutes.setLogo)
  async setLogo(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['setLogo']>) {
    await this.logos.set(me.id, params.organisationId, Buffer.from(body.png, 'base64'));
    return this.organisations.get(me.id, params.organisationId);
  }

  @Implements(organisationRoutes.removeLogo)
  async removeLogo(@Me() me: Person, @FromRoute() { params }: Input<Routes['removeLogo']>) {
    await this.logos.remove(me.id, params.organisationId);
  }

  @Implements(organisationRoutes.colleagues)
  async colleagues(@Me() me: Person, @FromRoute() { params }: Input<Routes['colleagues']>) {
    return { items: await this.organisations.colleagues(me.id, params.organisationId) };
  }

  @Implements(organisationRoutes.people)
  async people(@Me() me: Person, @FromRoute() { params }: Input<Routes['people']>) {
    return { items: await this.organisations.people(me.id, params.organisationId) };
  }

  @Implements(organisationRoutes.updateMember)
  updateMember(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['updateMember']>) {
    return this.organisations.updateMember(me.id, params, body);
  }

  @Implements(organisationRoutes.removeMember)
  async removeMember(@Me() me: Person, @FromRoute() { params }: Input<Routes['removeMember']>) {
    await this.organisations.removeMember(me.id, params);
  }

  @Implements(organisationRoutes.invitations)
  async list(@Me() me: Person, @FromRoute() { params }: Input<Routes['invitations']>) {
    return { items: await this.invitations.list(me.id, params.organisationId) };
  }

  @Implements(organisationRoutes.invite)
  invite(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['invite']>) {
    return this.invitations.invite(me, params.organisationId, body);
  }

  @Implements(organisationRoutes.withdrawInvitation)
  async withdraw(@Me() me: Person, @FromRoute() { params }: Input<Routes['withdrawInvitation']>) {
    await this.invitations.withdraw(me.id, params.organisationId, params.invitationId);
  }

  @Implements(organisationRoutes.invitation)
  async invitation(@Ip() ip: string, @FromRoute() { params }: Input<Routes['invitation']>) {
    await this.attempts.assertRoomForLink(ip);
    return this.invitations.preview(params.token);
  }

  @Implements(organisationRoutes.acceptInvitation)
  async accept(@Req() { ip = '', headers }: Request, @FromRoute() { params, body }: Input<Routes['acceptInvitation']>) {
    await this.attempts.assertRoomForLink(ip);
    await this.invitations.accept(params.token, body, { ip, cookies: headers.cookie });
  }
}
