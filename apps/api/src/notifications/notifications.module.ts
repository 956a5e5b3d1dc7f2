import { Module } from '@nestjs/common';
import { MailChoicesController } from './mail-choices.controller.ts';
import { MailChoicesRepository } from './mail-choices.repository.ts';
import { MailChoicesService } from './mail-choices.service.ts';
import { NotificationsController } from './notifications.controller.ts';
import { NotificationsGateway } from './notifications.gateway.ts';
import { NotificationsRepository } from './notifications.repository.ts';
import { NotificationsService } from './notifications.service.ts';

@Module({
  controllers: [NotificationsController, MailChoicesController],
  providers: [
    ...[NotificationsRepository, NotificationsService, NotificationsGateway],
    ...[MailChoicesRepository, MailChoicesService],
  ],
})
export class NotificationsModule {}
