export interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** The one catalogue: HTTP answers, socket acknowledgements, failed jobs and the client's sentences all use these codes. */
export const problems = {
  // General
  /** A field of the request is missing or wrong; `details.issues` says which. */
  invalid_input: { status: 400, title: 'Something in the request is missing or wrong.' },
  malformed_json: { status: 400, title: 'The request is not valid JSON.' },
  body_too_large: { status: 413, title: 'The request is too large.' },
  not_signed_in: { status: 401, title: 'Sign in first.' },
  /** Seen, but this act is not theirs. What one may not see at all is `not_found`. */
  not_allowed: { status: 403, title: 'This is not yours to do.' },
  not_found: { status: 404, title: 'This does not exist, or you may not see it.' },
  /** Somebody else changed it since it was read; read again. */
  changed_meanwhile: { status: 409, title: 'Somebody changed this meanwhile.' },
  too_many_requests: { status: 429, title: 'Too many attempts. Wait a moment.' },
  internal: { status: 500, title: 'Something went wrong on the server.' },
  unavailable: { status: 503, title: 'The server is busy or starting. Try again in a moment.' },

  // People and schools
  /** The one-time link, invitation or reset link is used, withdrawn, expired or never existed: which is not told. */
  link_not_valid: { status: 410, title: 'This link is no longer valid.' },
  password_too_weak: { status: 400, title: 'The password needs at least 10 characters.' },
  already_member: { status: 409, title: 'This person already belongs to the school.' },
  /** Too large, or no plain PNG: 8 bits a colour, not interlaced, whole. */
  logo_unreadable: { status: 422, title: 'This picture cannot be used.' },
  last_administrator: { status: 409, title: 'A school needs at least one administrator.' },
  same_address: { status: 400, title: 'This is the address you have already.' },
  password_wrong: { status: 403, title: 'The password is not right.' },
  /** Somebody of another school too is erased by themselves alone. */
  belongs_elsewhere: { status: 409, title: 'This person belongs to another school too.' },
  not_a_member: { status: 400, title: 'This person does not belong to the school.' },

  // Trajectories and goals
  period_ends_before_it_starts: { status: 400, title: 'The period ends before it starts.' },
  same_person_twice: { status: 400, title: 'Coachee and coach cannot be the same person.' },
  proposal_already_answered: { status: 409, title: 'This proposal was answered already.' },
  /** Not the next phase nor the former one; or it is paused, stopped or closed. */
  step_not_from_here: { status: 409, title: 'The trajectory cannot go there from where it is.' },
  /** Closed or stopped: it is there to be read until somebody lets it go on. */
  trajectory_over: { status: 409, title: 'This trajectory is over. Nothing changes in it until it goes on.' },
  reason_missing: { status: 400, title: 'Pausing or stopping asks for a reason.' },
  /** The other answered meanwhile, it was taken back, or a later version took its place. */
  agreement_answered: { status: 409, title: 'This version of the agreement was answered already.' },
  same_coach: { status: 400, title: 'This person is the coach already.' },
  coach_change_waits: { status: 409, title: 'A proposal for another coach waits for an answer.' },
  /** Two coaches at once: this one was the second. */
  request_taken: { status: 409, title: 'Another coach took this request.' },
  request_has_coach: { status: 409, title: 'A coach took this request meanwhile.' },
  request_ended: { status: 409, title: 'This request was withdrawn or refused.' },
  request_asks_nobody: { status: 400, title: 'A request asks a coach by name, or is open to coaches.' },
  /** A first rating needs nothing; each later one says what shows it. */
  rating_shows_nothing: { status: 400, title: 'From the second rating on: show a moment, or say what you saw.' },
  /** No working agreement holds, between who are coachee and coach now, that there is a written report. */
  report_not_agreed: { status: 409, title: 'A written report was not agreed.' },
  report_too_early: { status: 409, title: 'A report is signed in the final evaluation.' },
  /** Once a report was signed, also where it was withdrawn: client and supervisor are who reads it. */
  coachee_chooses_readers: {
    status: 403,
    title: 'A report was signed: the coachee alone chooses client and supervisor.',
  },
  report_empty: { status: 409, title: 'Nothing in the report is released.' },
  /** Accepted, refused, taken back, or another took its place. */
  suggestion_answered: { status: 409, title: 'This suggestion was answered already.' },
  goal_not_of_this_recording: { status: 400, title: "The goal is not one of this lesson's coachee." },

  // Recordings
  quota_exceeded: { status: 413, title: 'The school has no room left for this film.' },
  film_too_large: { status: 413, title: 'The film is larger than this installation takes.' },
  film_too_long: { status: 422, title: 'The film is longer than 4 hours.' },
  film_too_wide: { status: 422, title: 'The picture is wider or higher than 8,192 pixels.' },
  film_empty: { status: 422, title: 'The file is empty.' },
  /** The container says more than the file holds, such as an MP4 without its index. */
  film_truncated: { status: 422, title: 'The film is not whole.' },
  not_a_film: { status: 422, title: 'This is not a film or a sound recording.' },
  film_unreadable: { status: 422, title: 'The film cannot be read.' },
  /** SHA-256 computed on the device differs from the stored original's. */
  film_hash_differs: { status: 422, title: 'The film arrived damaged.' },
  recording_not_ready: { status: 409, title: 'The recording is still being prepared.' },
  recording_state: { status: 409, title: 'This cannot be done at this stage of the recording.' },
  /** A segment that is being made; the player asks again. */
  segment_in_work: { status: 503, title: 'This piece is being made. Try again in a moment.' },
  transcode_failed: { status: 500, title: 'The film could not be converted.' },
  /** Media workers died of it time after time at the same place. */
  film_stops_worker: { status: 500, title: 'Preparing this film stopped the converter time after time.' },
  keep_until_past: { status: 400, title: 'The keep-until date lies in the past or too far ahead.' },
  /** The law asks the school to keep it; `details.until` is the last day. */
  recording_held: { status: 409, title: 'This recording is held by law: it may not be deleted, nor get another day.' },
  hold_ends_before: { status: 400, title: 'The hold ends before it begins.' },
  /** There is no certificate before everything is gone. */
  not_deleted_yet: { status: 409, title: 'Not everything of this recording is deleted yet.' },

  // Uploads
  upload_not_found: { status: 404, title: 'This upload does not exist.' },
  /** Unfinished for longer than the term; start anew. */
  upload_expired: { status: 410, title: 'This upload waited too long and was removed.' },
  upload_locked: { status: 423, title: 'This upload is busy elsewhere.' },
  upload_offset_wrong: { status: 409, title: 'The upload goes on at another place.' },
  upload_too_many_bytes: { status: 413, title: 'More bytes came than announced.' },
  upload_incomplete: { status: 409, title: 'The upload is not complete.' },

  // Storage and keys
  /** A stored frame was changed, cut, swapped or reordered. */
  object_damaged: { status: 500, title: 'A stored file is damaged.' },
  object_missing: { status: 500, title: 'A stored file is missing.' },
  storage_full: { status: 507, title: 'The server has no room left.' },
  storage_unavailable: { status: 503, title: 'The storage does not answer.' },
  key_missing: { status: 500, title: 'The key of this recording is gone.' },
  master_key_wrong: { status: 500, title: 'The master key does not fit.' },
  key_server_away: { status: 503, title: 'The key server does not answer.' },

  // Grants and comments
  grant_in_past: { status: 400, title: 'The end date lies in the past.' },
  grant_exists: { status: 409, title: 'This person already has access.' },
  moment_past_the_end: { status: 400, title: 'This moment lies past the end of the recording.' },
  /** Of a part of the lesson there is nothing before or after it. */
  moment_not_shown: { status: 400, title: 'This moment lies outside the part of the lesson that is shared with you.' },
  /** A part has to lie within the lesson, and to last a second. */
  range_refused: { status: 400, title: 'This part does not lie within the lesson, or is too short.' },
  /** Neither an area of the picture nor a stretch of the sound. */
  nothing_hidden: { status: 409, title: 'Nothing is hidden of this lesson yet.' },
  /** What is hidden is first made, then looked at, then used. */
  hiding_not_made: { status: 409, title: 'The film with what is hidden is not made yet.' },
  /** A grant of what is hidden needs something hidden that is used. */
  hiding_not_used: { status: 409, title: 'Nothing hidden is in use for this lesson.' },
  positions_not_in_order: { status: 400, title: 'The positions of an area are not in the order of time.' },
  moment_ends_before_it_starts: { status: 400, title: 'The range ends before it starts.' },
  /** A reply goes under a comment, not under a reply. */
  reply_to_reply: { status: 400, title: 'Reply to the comment itself.' },
  /** Made private, the words of others under it would be lost from sight. */
  comment_has_replies: { status: 409, title: 'Others answered this comment already.' },
  mention_not_allowed: { status: 400, title: 'A mentioned person cannot see this recording.' },
  /** While two look apart they answer nothing, change nothing the other reads, and show nothing of it elsewhere. */
  sealed: { status: 409, title: 'This waits until the comments of both are open.' },
  already_sealed: { status: 409, title: 'Somebody looks at this lesson apart already.' },
  /** Not a coach of the owner with whom the lesson is shared, comments included. */
  seal_not_with: { status: 400, title: 'Looking apart is done with a coach who may comment on this lesson.' },

  // Class lists
  pupil_full_name: { status: 400, title: 'This looks like a full name. Initials, a pseudonym or a seat is enough.' },
  pupil_twice: { status: 409, title: 'This pupil stands on the list already.' },
  class_list_full: { status: 409, title: 'A class list holds at most 60 pupils.' },
  answer_in_future: { status: 400, title: 'This answer is of a day that is still to come.' },
  nothing_to_withdraw: { status: 409, title: 'No consent is given that could be withdrawn.' },
  /** Somebody from outside the school, or a purpose outside it: `details` say which, and the seats that stand in the way. */
  pupils_lack_consent: { status: 409, title: 'Consent is lacking for a pupil who may be in the picture.' },
  /** Nobody can say whose consent it would need. */
  class_list_missing: { status: 409, title: 'The lesson names no class list with pupils.' },

  // Calls
  room_needs_a_subject: { status: 400, title: 'A call is about a lesson or a trajectory.' },
  room_full: { status: 409, title: 'There are already four people in this call.' },
  /** Rooms of which one is the host and that have not ended, of the last day or planned. */
  too_many_calls_open: { status: 409, title: 'You have opened too many calls. End some of them first.' },
  in_too_many_calls: { status: 409, title: 'You are in too many calls. Leave one of them first.' },
  chat_too_fast: { status: 429, title: 'That was too many messages. Wait a moment.' },
  room_ended: { status: 409, title: 'This call has ended.' },
  /** An act of those who are let in. */
  room_not_entered: { status: 403, title: 'You have not been let into this call.' },
  not_the_steerer: { status: 403, title: 'Somebody else steers the lesson.' },
  too_many_tracks: { status: 409, title: 'This device sends all it may already.' },
  /** A codec or a parameter that the call never offered. */
  media_not_supported: { status: 400, title: 'This picture or sound cannot be used in the call.' },
  media_unavailable: { status: 503, title: 'Calls are not possible right now. Try again in a moment.' },
  consent_missing: { status: 409, title: 'Somebody has not agreed to recording.' },
  consent_text_changed: { status: 409, title: 'The text about recording has changed. Read it again.' },
  take_ended: { status: 409, title: 'This recording of the call has ended.' },

  // Talks and actions
  time_does_not_exist: { status: 400, title: 'The clock does not show this time there that day.' },
  time_past: { status: 400, title: 'This time is past.' },
  /** Who offered the times waits for the other to pick. */
  own_offer: { status: 403, title: 'The other one picks a time.' },
  talk_closed: { status: 409, title: 'This talk is held or cancelled.' },
  talk_not_planned: { status: 409, title: 'No time is picked for this talk.' },
  summary_empty: { status: 409, title: 'There is no summary to agree with yet.' },
  /** Not the talk's fields, or not what fits them: the page that sent it is broken or out of date. */
  talk_text_refused: { status: 422, title: 'This text cannot be taken in.' },
  talk_text_too_long: { status: 413, title: 'This text is longer than fits.' },
  lesson_not_of_this_trajectory: { status: 400, title: "This lesson is not of the trajectory's coachee." },
  owner_not_in_trajectory: { status: 400, title: 'An action is of the coachee or the coach.' },
  goal_not_of_this_trajectory: { status: 400, title: 'The goal is not one of this trajectory.' },

  // Exports
  export_not_ready: { status: 409, title: 'This archive is still being made.' },
  /** Deleted, too old, or with something in it that is no longer its owner's to have. */
  export_ended: { status: 410, title: 'This archive is gone. Ask for a new one.' },
  export_failed: { status: 500, title: 'The archive could not be made.' },

  // Sockets
  protocol_too_old: { status: 426, title: 'This page is out of date. Reload it.' },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problems;

export const isProblemCode = (code: unknown): code is ProblemCode => typeof code === 'string' && code in problems;

/** RFC 9457 body, as every refused request carries it (`application/problem+json`). */
export interface ProblemBody {
  type: 'about:blank';
  title: string;
  status: number;
  code: ProblemCode;
  details?: Record<string, unknown>;
}

/** A refusal with a stable code. `details` reach the client; the cause only reaches the log. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ProblemCode, details?: Record<string, unknown>, options?: { cause?: unknown }) {
    super(problems[code].title, options);
    this.name = 'Problem';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return problems[this.code].status;
  }

  toBody(): ProblemBody {
    const { title, status } = problems[this.code];
    return { type: 'about:blank', title, status, code: this.code, ...(this.details && { details: this.details }) };
  }
}
