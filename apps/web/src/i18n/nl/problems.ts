import type { ProblemCode } from '@lesblik/shared/problems';

/** What happened, what is safe, what to do. */
export const words = {
  invalid_input: 'Er is iets niet goed ingevuld. Kijk het na en probeer het opnieuw.',
  malformed_json: 'De server begreep dit niet. Laad de pagina opnieuw en probeer het nog eens.',
  body_too_large: 'Dit is te veel tekst in één keer. Maak het korter en probeer het opnieuw.',
  not_signed_in: 'Je bent niet ingelogd. Log in, dan ga je verder waar je was.',
  not_allowed: 'Dit mag jij niet doen. Vraag het aan de eigenaar.',
  not_found: 'Dit bestaat niet, of je mag het niet zien.',
  changed_meanwhile: 'Iemand anders heeft dit net veranderd. Kijk naar de nieuwe versie en probeer het opnieuw.',
  too_many_requests: 'Dat waren te veel pogingen. Wacht een paar minuten en probeer het opnieuw.',
  internal: 'Er ging iets mis op de server. Wat je had bewaard is veilig. Probeer het zo nog eens.',
  unavailable: 'De server is druk of start net op. Probeer het zo nog eens.',
  link_not_valid: 'Deze link werkt niet meer. Vraag een nieuwe aan.',
  password_too_weak: 'Dit wachtwoord is te kort. Kies minstens 10 tekens, bijvoorbeeld een zin.',
  already_member: 'Deze persoon hoort al bij de school.',
  last_administrator: 'Een school heeft minstens één beheerder nodig. Maak eerst iemand anders beheerder.',
  logo_unreadable: 'Dit plaatje kunnen we niet gebruiken. Kies een ander plaatje: PNG, JPEG of WebP.',
  not_a_member: 'Deze persoon hoort niet bij de school. Vraag je beheerder om een uitnodiging.',
  period_ends_before_it_starts: 'De periode eindigt voordat hij begint. Kies een latere einddatum.',
  same_person_twice: 'De coachee en de coach kunnen niet dezelfde persoon zijn. Kies iemand anders.',
  proposal_already_answered: 'Op dit voorstel is al geantwoord. Je ziet het antwoord als je de pagina opnieuw laadt.',
  step_not_from_here: 'Van hieruit kan het traject daar niet heen. Laad de pagina opnieuw en kijk waar het nu staat.',
  trajectory_over: 'Dit traject is afgelopen. Je kunt alles nog lezen. Open het weer als jullie verder willen.',
  reason_missing: 'Schrijf erbij waarom, in een paar woorden.',
  agreement_answered: 'Deze afspraak is al beantwoord of vervangen. Kijk naar de nieuwste.',
  same_coach: 'Deze persoon is al de coach. Kies iemand anders.',
  coach_change_waits: 'Er ligt al een voorstel voor een andere coach. Wacht op het antwoord, of trek het eerst terug.',
  request_taken: 'Een andere coach was je net voor en heeft deze aanvraag opgepakt. Je hoeft niets meer te doen.',
  request_has_coach: 'Een coach heeft deze aanvraag net opgepakt. Het traject is begonnen; je vindt het bij Trajecten.',
  request_ended: 'Deze aanvraag is ingetrokken of afgewezen. Je hoeft niets meer te doen.',
  request_asks_nobody: 'Kies een coach, of zet de aanvraag open voor alle coaches.',
  rating_shows_nothing: 'Laat een moment zien, of schrijf wat je zag.',
  report_not_agreed:
    'Jullie spraken geen geschreven verslag af. Wat je schreef is veilig. Stel het voor bij de werkafspraken, dan kun je daarna ondertekenen.',
  report_too_early: 'Je ondertekent het verslag in de slotevaluatie. Wat je schreef is veilig.',
  report_empty: 'Er staat nog niets in het verslag dat je deelt. Kies eerst wat erin mag.',
  suggestion_answered: 'Op dit voorstel is al geantwoord, of er kwam een ander voor in de plaats.',
  goal_not_of_this_recording: 'Dit leerdoel hoort niet bij de leerkracht van deze les. Kies een ander leerdoel.',
  quota_exceeded:
    'De school heeft geen ruimte meer voor deze film. Er is niets verstuurd. Verwijder een oude les of vraag je beheerder om meer ruimte.',
  film_too_large:
    'Deze film is groter dan {{largest}}. Er is niets verstuurd. Kies een kortere film of een lagere kwaliteit.',
  film_too_long: 'Deze film duurt langer dan 4 uur. Knip hem in delen en voeg die toe.',
  film_too_wide: 'Het beeld is groter dan 8.192 pixels. Sla de film op met een kleiner beeld en probeer het opnieuw.',
  film_empty: 'Dit bestand is leeg. Kijk of de opname op je telefoon is gelukt en kies hem opnieuw.',
  film_truncated:
    'Deze film is niet compleet. Vaak is de opname afgebroken of niet helemaal gekopieerd. Kopieer hem opnieuw van je telefoon en probeer het nog eens.',
  not_a_film: 'Dit is geen film en geen geluidsopname. Kies een ander bestand.',
  film_unreadable:
    'Deze film is beschadigd of van een soort die we niet kunnen lezen. Kijk of hij op je eigen apparaat speelt.',
  film_hash_differs: 'De film is niet goed aangekomen. Het bestand op je apparaat is veilig. Zet hem er opnieuw op.',
  recording_not_ready: 'Deze opname wordt nog klaargemaakt. Probeer het zo nog eens.',
  recording_state: 'Dit kan nu niet met deze opname. Laad de pagina opnieuw om te zien hoe ver hij is.',
  segment_in_work: 'Dit stukje wordt net gemaakt. Het speelt zo verder.',
  transcode_failed:
    'De film kon niet worden omgezet. Het origineel is veilig. Probeer het opnieuw of vertel het je beheerder.',
  film_stops_worker:
    'Het klaarmaken van deze film liep steeds op dezelfde plek vast. Het origineel is veilig. Zet de film om naar MP4 en probeer die, of vertel het je beheerder.',
  keep_until_past: 'De bewaardatum is voorbij of te ver weg. Kies een datum binnen de tijd die je school bewaart.',
  recording_held:
    'Deze les mag nu niet weg, en de dag blijft zoals hij is: de wet vraagt de school om hem te bewaren. Bij Verwijderde opnames lees je waarom en tot wanneer.',
  hold_ends_before: 'De laatste dag ligt voor de eerste, of is al voorbij. Kies andere dagen.',
  not_deleted_yet: 'Nog niet alles van deze les is verwijderd. Dat gaat vanzelf verder; kijk straks nog eens.',
  upload_not_found: 'Deze upload is er niet meer. Het bestand op je apparaat is veilig. Begin opnieuw.',
  upload_expired:
    'Deze upload stond te lang stil en is weggehaald. Het bestand op je apparaat is veilig. Begin opnieuw.',
  upload_locked: 'Deze upload loopt al op een andere plek. Sluit het andere tabblad of wacht even.',
  upload_offset_wrong: 'De upload gaat op een andere plek verder. We zoeken die plek; je hoeft niets te doen.',
  upload_too_many_bytes: 'Het bestand is veranderd tijdens het uploaden. Begin opnieuw met hetzelfde bestand.',
  upload_incomplete: 'De upload is nog niet klaar. Wacht tot hij klaar is.',
  object_damaged: 'Een opgeslagen bestand is beschadigd. Vertel het je beheerder; een back-up kan helpen.',
  object_missing: 'Een opgeslagen bestand ontbreekt. Vertel het je beheerder; een back-up kan helpen.',
  storage_full:
    'De server heeft geen ruimte meer. Wat er al is, is veilig. Het gaat vanzelf verder als er weer ruimte is. Vertel het je beheerder.',
  storage_unavailable: 'De opslag geeft nu geen antwoord. Er is niets verloren. Probeer het zo nog eens.',
  key_missing: 'De sleutel van deze opname is weg. Niemand kan hem nog bekijken. Vertel het je beheerder.',
  master_key_wrong: 'De server kan deze opname niet openen: de hoofdsleutel past niet. Vertel het je beheerder.',
  key_server_away:
    'De server die de sleutels bewaart, antwoordt niet. Daarom gaat geen opname open. Er is niets weg. Probeer het zo nog eens.',
  grant_in_past: 'Deze datum is al voorbij. Kies een datum vanaf morgen.',
  grant_exists: 'Deze persoon kan de les al zien. Verander de datum in de lijst.',
  moment_not_shown: 'Dit moment valt buiten het deel van de les dat met je gedeeld is.',
  range_refused: 'Dit deel ligt niet helemaal in de les, of is korter dan een seconde. Kies een ander begin of eind.',
  moment_past_the_end: 'Dit moment ligt na het einde van de opname. Kies een eerder moment.',
  moment_ends_before_it_starts: 'Het fragment eindigt voordat het begint. Verschuif het einde.',
  reply_to_reply: 'Antwoord op de opmerking zelf, niet op een antwoord.',
  comment_has_replies: 'Anderen hebben hier al op geantwoord. Daarom blijft het zichtbaar. Verwijderen kan wel.',
  mention_not_allowed: 'Iemand die je noemt kan deze les niet zien. Haal die naam weg of deel de les eerst.',
  sealed: 'Jullie kijken nu elk apart. Dit kan weer als jullie opmerkingen open zijn.',
  already_sealed: 'Er kijken al twee mensen apart naar deze les.',
  seal_not_with: 'Apart kijken kan met een coach die bij deze les opmerkingen mag schrijven.',
  pupil_full_name:
    'Dit lijkt een volledige naam. Die is niet nodig: schrijf initialen, een schuilnaam of de plek in de klas.',
  pupil_twice: 'Deze leerling staat al op de lijst. Kies andere initialen, of zet er een cijfer achter.',
  class_list_full: 'Op een klassenlijst passen 60 leerlingen. Maak een tweede lijst.',
  answer_in_future: 'Deze datum moet nog komen. Kies de dag waarop het antwoord kwam.',
  nothing_to_withdraw: 'Hiervoor is nu geen toestemming gegeven. Er is niets om in te trekken.',
  pupils_lack_consent:
    'Dit kan niet: er is geen toestemming voor elke leerling die in beeld kan zijn. Er is niets gedeeld. Kijk bij ‘Over deze les’ om wie het gaat.',
  class_list_missing:
    'Dit kan pas als de les een klassenlijst met leerlingen heeft. Er is niets gedeeld. Kies de lijst bij ‘Over deze les’.',
  room_needs_a_subject: 'Een kijkgesprek gaat over een les of een traject. Kies er een.',
  room_full: 'Er zijn al vier mensen in dit kijkgesprek. Meer kan niet.',
  too_many_calls_open:
    'Je hebt te veel kijkgesprekken openstaan. Zeg er eerst een paar af, of beëindig ze voor iedereen.',
  in_too_many_calls: 'Je bent al in te veel kijkgesprekken. Verlaat er eerst één.',
  chat_too_fast:
    'Dat waren veel berichten achter elkaar. Wacht even en verstuur het dan opnieuw; je tekst blijft staan.',
  room_ended: 'Dit kijkgesprek is afgelopen.',
  room_not_entered: 'Je bent nog niet binnengelaten. Wacht tot iemand je binnenlaat.',
  not_the_steerer: 'Iemand anders stuurt de les. Boven het beeld kun je het overnemen, of erom vragen.',
  too_many_tracks: 'Dit apparaat stuurt al alles wat mag. Zet eerst iets uit.',
  media_not_supported: 'Dit beeld of geluid werkt niet in het kijkgesprek. Probeer een andere browser.',
  media_unavailable: 'Bellen lukt nu niet. Probeer het over een halve minuut opnieuw; de les bekijken kan gewoon.',
  consent_missing: 'Nog niet iedereen heeft gezegd of het gesprek opgenomen mag worden.',
  consent_text_changed: 'De tekst over opnemen is veranderd. Lees hem opnieuw en kies dan.',
  take_ended: 'Deze opname van het gesprek is al gestopt.',
  time_does_not_exist: 'Deze tijd bestaat niet: die nacht gaat de klok vooruit. Kies een andere tijd.',
  time_past: 'Deze tijd is al voorbij. Kies een latere.',
  own_offer: 'Jij stelde deze tijden voor. De ander kiest er een.',
  talk_closed: 'Dit gesprek is afgerond of afgezegd. Wat erin staat blijft staan.',
  talk_not_planned: 'Voor dit gesprek is nog geen tijd gekozen.',
  summary_empty: 'Er staat nog geen samenvatting. Schrijf er samen een.',
  talk_text_refused: 'De server kon deze tekst niet opslaan. Kopieer wat je typte en laad de pagina opnieuw.',
  talk_text_too_long: 'Deze tekst is te lang. Maak hem korter, of zet een deel in een ander vak.',
  lesson_not_of_this_trajectory: 'Deze les is niet van de coachee van dit traject. Kies een andere les.',
  owner_not_in_trajectory: 'Een actie is voor de coachee of de coach. Kies een van de twee.',
  goal_not_of_this_trajectory: 'Dit leerdoel hoort niet bij dit traject. Kies een ander.',
  export_not_ready: 'Deze kopie wordt nog gemaakt. Je ziet hier wanneer hij klaar is.',
  export_ended: 'Deze kopie is er niet meer. Maak een nieuwe.',
  export_failed:
    'De kopie maken is niet gelukt. Je gegevens zelf zijn veilig. Probeer het opnieuw; lukt het weer niet, vertel het je beheerder.',
  protocol_too_old: 'Deze pagina is verouderd. Laad hem opnieuw; wat je typte blijft bewaard.',
} as const satisfies Record<ProblemCode, string>;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    problems: typeof words;
  }
}
