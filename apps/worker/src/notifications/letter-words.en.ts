import { type LetterWords, say } from './letter-say.ts';

export const en: LetterWords = {
  talk_offered: [
    'Proposed times',
    () => ({
      subject: 'Choose a time for a talk',
      says: 'Times have been proposed for a talk.',
      go: 'Choose one here:',
    }),
  ],
  talk_planned: ['Chosen times', (when) => say(`The talk is on ${when}`, 'You prepare it here:')],
  talk_cancelled: [
    'Cancelled talks',
    (when) =>
      say(
        when === '' ? 'A proposed talk has been cancelled' : `The talk on ${when} has been cancelled`,
        'You read more here:',
      ),
  ],
  talk_in_a_day: [
    'Reminder a day before a talk',
    (when) => ({
      subject: `Talk on ${when}`,
      says: `You have a talk on ${when}.`,
      go: 'Prepare, move or cancel it here:',
    }),
  ],
  talk_in_an_hour: [
    'Reminder an hour before a talk',
    (when) => ({ subject: `Talk on ${when}`, says: `You have a talk on ${when}.`, go: 'You find it here:' }),
  ],
  preparation_released: [
    'Preparations for a talk',
    () => say('You can read a preparation for a talk', 'You read it here:'),
  ],
  summary_to_confirm: [
    'Summaries',
    () => ({
      subject: 'A summary waits for you',
      says: 'A summary waits for you. Do you agree with it too?',
      go: 'You read it here:',
    }),
  ],
  call_invited: ['Invitations to a review call', () => say('You are invited to a review call', 'You find it here:')],
  lesson_shared: ['Shared lessons', () => say('A lesson was shared with you', 'You watch it here:')],
  comment_added: [
    'New comments',
    (_, count) =>
      count === 1
        ? say('There is a new comment on a lesson', 'You read it here:')
        : say(`There are ${count} new comments on a lesson`, 'You read them here:'),
  ],
  comment_replied: [
    'Replies to comments',
    (_, count) =>
      count === 1
        ? say('There is a reply to a comment on a lesson', 'You read it here:')
        : say(`There are ${count} replies to comments on a lesson`, 'You read them here:'),
  ],
  mentioned: [
    'Comments that mention you',
    (_, count) =>
      count === 1
        ? say('You are mentioned in a comment', 'You read it here:')
        : say(`You are mentioned in ${count} comments`, 'You read them here:'),
  ],
  seal_begun: [
    'Looking apart',
    () => ({
      subject: 'Looking apart was chosen for a lesson',
      says: 'Looking apart was chosen for a lesson. You do not see each other’s comments yet.',
      go: 'You watch it here:',
    }),
  ],
  seal_opened: ['Comments after looking apart', () => say('The comments on a lesson are open', 'You read them here:')],
  lesson_ends: [
    'Lessons that will soon be deleted',
    (_, count) =>
      count === 1
        ? say('A lesson of yours will soon be deleted', 'You look at it or download it here:')
        : say(`${count} lessons of yours will soon be deleted`, 'You look at them or download them here:'),
  ],
  lessons_held: [
    'Lessons that have to stay',
    () => say('Lessons of yours cannot be deleted now, because the law asks for it', 'You read why here:'),
  ],
  request_filed: ['Requests', () => say('There is a request for a trajectory', 'You read it here:')],
  request_answered: ['Answers to requests', () => say('There is an answer to a request', 'You read it here:')],
  goal_proposed: [
    'Proposed learning goals',
    () => ({
      subject: 'Your coach proposes a learning goal',
      says: 'Your coach proposes a learning goal. You decide.',
      go: 'You read it here:',
    }),
  ],
  goal_answered: [
    'Answers to proposed learning goals',
    () => say('There is an answer to the learning goal that you proposed', 'You read it here:'),
  ],
  agreement_proposed: [
    'Proposed working agreements',
    (_, count) =>
      count === 1
        ? say('A working agreement waits for you', 'You read it here:')
        : say(`${count} working agreements wait for you`, 'You read them here:'),
  ],
  agreement_answered: [
    'Answers to working agreements',
    () => say('There is an answer to the working agreement that you proposed', 'You read it here:'),
  ],
  consent_withdrawn: [
    'Lessons that closed because consent was withdrawn',
    (_, count) =>
      count === 1
        ? say(
            'A lesson of yours is closed: consent for a pupil was withdrawn or refused',
            'What you can do, you read here:',
          )
        : say(
            `${count} times a lesson of yours was closed: consent was withdrawn or refused`,
            'What you can do, you read here:',
          ),
  ],
  lessons_closed: [
    'Lessons that closed after a backup',
    () => ({
      subject: 'Your lessons are shared with nobody any more',
      says: 'Your school put back a backup. So your lessons are shared with nobody now.',
      go: 'Share again what you want to share here:',
    }),
  ],
  class_list_to_check: [
    'Class lists to go over',
    () => say('See whether your class list is still right', 'You read why here:'),
  ],
  action_overdue: [
    'Actions whose date has passed',
    (_, count) =>
      count === 1
        ? {
            subject: 'The date of an action has passed',
            says: 'The date of an action has passed. Is it done, or will it be later?',
            go: 'You say so here:',
          }
        : {
            subject: `The dates of ${count} actions have passed`,
            says: `The dates of ${count} actions have passed. Are they done, or will they be later?`,
            go: 'You say so here:',
          },
  ],
  report_suggested: [
    'Other words for your final evaluation',
    () => say('Your coach suggests other words for your final evaluation', 'You read them here:'),
  ],
  report_signed: ['Signed reports', () => say('A report was signed', 'You read it here:')],
  coach_proposed: ['Proposals for another coach', () => say('Another coach was proposed', 'You answer here:')],
  coach_asked: ['Questions to become the coach', () => say('You are asked to become the coach', 'You answer here:')],
  coach_answered: [
    'Answers about another coach',
    () => say('There is an answer about another coach', 'You read it here:'),
  ],
};
