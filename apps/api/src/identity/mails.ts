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

export function emailChangeMail(to: string, language: Language, link: string): Mail {
  return language === 'nl'
    ? {
        to,
        subject: 'Bevestig je nieuwe e-mailadres voor Lesblik',
        text: `Hallo,\n\nJe wilt dit e-mailadres gebruiken voor je account bij Lesblik. Bevestig het hier, binnen een uur:\n${link}\n\nHeb je dit niet gevraagd? Dan hoef je niets te doen. Er verandert niets.\n`,
      }
    : {
        to,
        subject: 'Confirm your new email address for Lesblik',
        text: `Hello,\n\nYou want to use this email address for your Lesblik account. Confirm it here within an hour:\n${link}\n\nIf you did not ask for this, you do not need to do anything. Nothing will change.\n`,
      };
}

/** To the old address. It bears no link: whoever reads it may be somebody else by now. */
export function emailChangedMail(to: string, language: Language): Mail {
  return language === 'nl'
    ? {
        to,
        subject: 'Je e-mailadres voor Lesblik is veranderd',
        text: `Hallo,\n\nHet e-mailadres van je account bij Lesblik is veranderd. Je logt voortaan in met het nieuwe adres. Naar dit adres sturen we niets meer.\n\nWas jij dit niet? Vraag dan meteen de beheerder van je school om hulp.\n`,
      }
    : {
        to,
        subject: 'Your email address for Lesblik was changed',
        text: `Hello,\n\nThe email address of your Lesblik account was changed. From now on you sign in with the new address. We will not send anything to this address any more.\n\nWas this not you? Then ask your school’s administrator for help straight away.\n`,
      };
}

/** To who has the address that somebody asked for: nobody else is told that it is taken. */
export function addressTakenMail(to: string, language: Language): Mail {
  return language === 'nl'
    ? {
        to,
        subject: 'Iemand wilde jouw e-mailadres gebruiken voor Lesblik',
        text: `Hallo,\n\nIemand wilde dit e-mailadres gebruiken voor een ander account bij Lesblik. Dat kan niet: dit adres hoort al bij jouw account. Er is niets veranderd.\n\nWas jij dit zelf? Dan heb je twee accounts. Log in met dit adres, of vraag de beheerder van je school om hulp. Was jij dit niet? Dan hoef je niets te doen.\n`,
      }
    : {
        to,
        subject: 'Somebody wanted to use your email address for Lesblik',
        text: `Hello,\n\nSomebody wanted to use this email address for another Lesblik account. That is not possible: this address already belongs to your account. Nothing has changed.\n\nWas this you? Then you have two accounts. Sign in with this address, or ask your school’s administrator for help. If it was not you, you do not need to do anything.\n`,
      };
}
