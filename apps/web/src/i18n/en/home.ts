import type { words as nl } from '../nl/home.ts';
import type { SameWords } from '../same-words.ts';

export const words: SameWords<typeof nl> = {
  title: 'Hello {{name}}',
  turn: 'It is your turn ({{count}})',
  nothing: 'Nothing is waiting for you.',
  lessons: 'My lessons',
  allLessons: 'All lessons',
  sharedLessons: 'Shared with me',
  trajectories: 'My trajectories',
  more: 'Show {{count}} more',
  administrator: 'You manage who takes part. The people you invite can share lessons and start a trajectory.',
  toPeople: 'Go to People',
  waiting: {
    new_comments_one: '{{count}} new comment on {{title}}',
    new_comments_other: '{{count}} new comments on {{title}}',
    lesson_to_review: 'Watch {{name}}’s lesson {{title}}, until {{until}}',
    goal_proposal: '{{name}} proposes a learning goal: {{title}}',
    goal_without_moment: 'Find a moment for your learning goal: {{title}}',
    recording_failed: '{{title}} could not be prepared',
    request_for_you: '{{name}} asks for a coach: {{title}}',
    request_without_coach: 'No coach yet for {{title}}: ask somebody else',
    agreement_to_accept_one: '{{count}} working agreement waits for you in {{title}}',
    agreement_to_accept_other: '{{count}} working agreements wait for you in {{title}}',
    coach_change: '{{name}} proposes {{coach}} as coach of {{title}}',
    coach_left: 'Choose another coach for {{title}}: {{coach}} does not belong to the school any more',
    pick_time: '{{name}} offers times: {{title}}. Pick one.',
    confirm_summary: '{{name}} agrees with the summary: {{title}}. Do you?',
    action_due: 'Your action, by {{when}}: {{what}}',
    action_late: 'Your action is not done yet (was {{when}}): {{what}}',
    write_goals: 'Write down your learning goals for {{title}}',
  },
};
