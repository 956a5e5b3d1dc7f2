import type { Mail } from '@lesblik/server/mail/mailer';
import type { Language } from '@lesblik/shared/common';

/** Mails say that something waits and where; never what is in a lesson, comment or goal. */
export function passwordResetMail(to: string, language: Language, link: string): Mail {
  return language === 'nl'
    ? {
        to,
        subject: 'Kies een nieuw wachtwoord voor Lesblik',
        text: `Hallo,\n\nJe hebt om een nieuw wachtwoord gevraagd. Kies het hier, binnen een uur:\n${link}\n\nHeb je dit niet gevraagd? Dan hoef je niets te doen. Je wachtwoord blijft zoals het was.\n`,
      }
    : {
        to,
        subject: 'Choose a new password for Lesblik',
        text: `Hello,\n\nYou asked for a new password. Choose one here within an hour:\n${link}\n\nIf you did not ask for this, you do not need to do anything. Your password stays as it was.\n`,
      };
}

export function invitationMail(to: string, language: Language, school: string, inviter: string, link: string): Mail {
  return language === 'nl'
    ? {
        to,
        subject: `Uitnodiging voor Lesblik van ${school}`,
        text: `Hallo,\n\n${inviter} nodigt je uit voor Lesblik van ${school}. Met Lesblik kijk je samen terug op lessen.\n\nNeem de uitnodiging hier aan, binnen 14 dagen:\n${link}\n`,
      }
    : {
        to,
        subject: `Invitation to Lesblik from ${school}`,
        text: `Hello,\n\n${inviter} invites you to Lesblik at ${school}. With Lesblik you look back at lessons together.\n\nAccept the invitation here within 14 days:\n${link}\n`,
      };
}
