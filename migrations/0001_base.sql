-- SPDX-License-Identifier: MPL-2.0
-- The first schema. One comment in Danish a table and a column: they become documentation and, later, the archive.

CREATE TABLE unit ( -- enheder i organisationen
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    name TEXT NOT NULL, -- navn
    kind TEXT NOT NULL, -- slags: municipality, council, committee, advisory_board, directorate, department, staff, institution, team
    parent BIGINT REFERENCES unit(id), -- enheden over
    external_uuid TEXT, -- nøgle i FK Organisation
    valid_from TEXT, -- begynder, som skrevet
    valid_from_from TEXT, -- første dag i det skrevne
    valid_from_to TEXT, -- sidste dag i det skrevne
    valid_to TEXT, -- slutter, som skrevet
    valid_to_from TEXT, -- første dag i det skrevne
    valid_to_to TEXT, -- sidste dag i det skrevne
    source TEXT, -- kilde
    UNIQUE (origin, key)
);

CREATE INDEX unit_parent ON unit (parent);

CREATE TABLE person ( -- personer, der logger ind eller har ansvar
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    name TEXT NOT NULL, -- navn
    email TEXT, -- e-mail, som der logges ind med
    language TEXT, -- sprog på skærmen: da eller en
    UNIQUE (origin, key),
    UNIQUE (email)
);

CREATE TABLE role ( -- roller, som personer har i enheder
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    person BIGINT NOT NULL REFERENCES person(id), -- hvem
    unit BIGINT NOT NULL REFERENCES unit(id), -- hvor; rollen når også enhederne under
    role TEXT NOT NULL, -- rolle: reader, contributor, leader, staff, council, admin, auditor
    UNIQUE (origin, key),
    UNIQUE (person, unit, role)
);

CREATE INDEX role_unit ON role (unit);

CREATE TABLE citizen_group ( -- borgergrupper
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    name TEXT NOT NULL, -- navn
    parent BIGINT REFERENCES citizen_group(id), -- gruppen, den er en del af
    UNIQUE (origin, key)
);

CREATE TABLE vision ( -- visioner
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    title TEXT NOT NULL, -- navn
    text TEXT, -- teksten
    valid_from TEXT, -- gælder fra, som skrevet
    valid_from_from TEXT, -- første dag i det skrevne
    valid_from_to TEXT, -- sidste dag i det skrevne
    valid_to TEXT, -- gælder til, som skrevet
    valid_to_from TEXT, -- første dag i det skrevne
    valid_to_to TEXT, -- sidste dag i det skrevne
    adopted_on TEXT, -- vedtaget den
    source TEXT, -- kilde
    UNIQUE (origin, key)
);

CREATE TABLE policy ( -- politikker og det, der løber ved siden af
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    title TEXT NOT NULL, -- navn
    kind TEXT NOT NULL, -- policy, eller other for det, der ikke tæller med
    state TEXT NOT NULL, -- draft, til den er sat i kraft, eller in_force
    area TEXT, -- fagområde
    vision BIGINT REFERENCES vision(id), -- visionen, den knytter an til
    valid_from TEXT, -- gælder fra, som skrevet
    valid_from_from TEXT, -- første dag i det skrevne
    valid_from_to TEXT, -- sidste dag i det skrevne
    valid_to TEXT, -- gælder til, som skrevet
    valid_to_from TEXT, -- første dag i det skrevne
    valid_to_to TEXT, -- sidste dag i det skrevne
    adopted_on TEXT, -- vedtaget den
    future_scenario TEXT, -- ønsket fremtidsscenarie, et afsnit for hver del
    owner_person BIGINT REFERENCES person(id), -- ansvarlig: en person
    owner_unit BIGINT REFERENCES unit(id), -- ansvarlig: en enhed
    replaces BIGINT REFERENCES policy(id), -- politikken, den afløser
    source TEXT, -- kilde
    UNIQUE (origin, key)
);

CREATE INDEX policy_replaces ON policy (replaces);

CREATE INDEX policy_vision ON policy (vision);

CREATE TABLE policy_citizen_groups ( -- link: borgere, politikken vedrører
    policy BIGINT NOT NULL REFERENCES policy(id), -- den ene ende
    citizen_group BIGINT NOT NULL REFERENCES citizen_group(id), -- den anden ende
    PRIMARY KEY (policy, citizen_group)
);
CREATE INDEX policy_citizen_groups_back ON policy_citizen_groups (citizen_group, policy);

CREATE TABLE budget_agreement ( -- budgetaftaler
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    title TEXT NOT NULL, -- navn
    budget_year BIGINT NOT NULL, -- budgetår
    agreed_on TEXT, -- indgået den
    adopted_on TEXT, -- budgettet vedtaget den
    parties TEXT, -- partier bag
    source TEXT, -- kilde
    UNIQUE (origin, key)
);

CREATE TABLE objective ( -- målsætninger
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    text TEXT NOT NULL, -- målsætningens ordlyd
    title TEXT, -- kort titel
    number TEXT, -- nummer i politikken
    policy BIGINT REFERENCES policy(id), -- politikken, den kommer fra
    budget_agreement BIGINT REFERENCES budget_agreement(id), -- budgetaftalen, den kommer fra
    vision BIGINT REFERENCES vision(id), -- visionen, den knytter direkte an til
    scenario_part TEXT, -- de første ord i den del af fremtidsscenariet, den tjener
    description TEXT, -- uddybning
    source TEXT, -- kilde
    UNIQUE (origin, key),
    CHECK ((policy IS NULL) <> (budget_agreement IS NULL))
);

CREATE INDEX objective_policy ON objective (policy);

CREATE INDEX objective_budget_agreement ON objective (budget_agreement);

CREATE TABLE selection ( -- kommunalbestyrelsens udvælgelse af målsætninger til et år
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    year BIGINT NOT NULL, -- år
    objective BIGINT NOT NULL REFERENCES objective(id), -- målsætning
    decision TEXT NOT NULL, -- selected eller not_selected
    rank BIGINT, -- plads i rækkefølgen
    reason TEXT, -- begrundelse
    decided_on TEXT, -- besluttet den
    reference TEXT, -- møde og punkt i referatet
    UNIQUE (origin, key),
    UNIQUE (year, objective)
);

CREATE INDEX selection_objective ON selection (objective);

CREATE TABLE plan ( -- målplaner
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    year BIGINT NOT NULL, -- år
    title TEXT NOT NULL, -- titel
    theme TEXT, -- tema
    situation_now TEXT, -- den aktuelle situation
    situation_wanted TEXT, -- den ønskede situation
    state TEXT NOT NULL, -- draft, qualified, adopted eller closed
    partners TEXT, -- andre parter, slags:navn delt af |
    source TEXT, -- kilde
    UNIQUE (origin, key)
);

CREATE INDEX plan_year ON plan (year);

CREATE TABLE plan_units ( -- link: enheder, der har planen sammen
    plan BIGINT NOT NULL REFERENCES plan(id), -- den ene ende
    unit BIGINT NOT NULL REFERENCES unit(id), -- den anden ende
    PRIMARY KEY (plan, unit)
);
CREATE INDEX plan_units_back ON plan_units (unit, plan);

CREATE TABLE plan_objectives ( -- link: målsætninger, planen arbejder med
    plan BIGINT NOT NULL REFERENCES plan(id), -- den ene ende
    objective BIGINT NOT NULL REFERENCES objective(id), -- den anden ende
    PRIMARY KEY (plan, objective)
);
CREATE INDEX plan_objectives_back ON plan_objectives (objective, plan);

CREATE TABLE plan_objective ( -- hvad en målsætning betyder i en målplan
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    plan BIGINT NOT NULL REFERENCES plan(id), -- målplan
    objective BIGINT NOT NULL REFERENCES objective(id), -- målsætning
    meaning TEXT NOT NULL, -- hvad den betyder her
    UNIQUE (origin, key),
    UNIQUE (plan, objective)
);

CREATE TABLE plan_duty ( -- enheder, der skal have en målplan et år
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    year BIGINT NOT NULL, -- år
    unit BIGINT NOT NULL REFERENCES unit(id), -- enhed
    UNIQUE (origin, key),
    UNIQUE (year, unit)
);

CREATE INDEX plan_duty_unit ON plan_duty (unit);

CREATE TABLE goal ( -- mål
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    title TEXT NOT NULL, -- målet i én sætning
    text TEXT, -- uddybning
    situation_now TEXT, -- den aktuelle situation
    situation_wanted TEXT, -- den ønskede situation
    starts_on TEXT, -- begynder
    due_on TEXT, -- skal være nået
    owner_person BIGINT REFERENCES person(id), -- ansvarlig: en person
    owner_unit BIGINT REFERENCES unit(id), -- ansvarlig: en enhed
    partners TEXT, -- andre parter, slags:navn delt af |
    state TEXT NOT NULL, -- not_started, on_the_way, partly_reached, reached eller given_up
    state_date TEXT, -- hvornår det blev vurderet
    state_reason TEXT, -- hvorfor
    UNIQUE (origin, key)
);

CREATE INDEX goal_owner_unit ON goal (owner_unit);

CREATE INDEX goal_owner_person ON goal (owner_person);

CREATE TABLE goal_plans ( -- link: målplaner, målet står i
    goal BIGINT NOT NULL REFERENCES goal(id), -- den ene ende
    plan BIGINT NOT NULL REFERENCES plan(id), -- den anden ende
    PRIMARY KEY (goal, plan)
);
CREATE INDEX goal_plans_back ON goal_plans (plan, goal);

CREATE TABLE goal_objectives ( -- link: målsætninger, målet indfrier
    goal BIGINT NOT NULL REFERENCES goal(id), -- den ene ende
    objective BIGINT NOT NULL REFERENCES objective(id), -- den anden ende
    PRIMARY KEY (goal, objective)
);
CREATE INDEX goal_objectives_back ON goal_objectives (objective, goal);

CREATE TABLE goal_citizen_groups ( -- link: borgere, målet er for
    goal BIGINT NOT NULL REFERENCES goal(id), -- den ene ende
    citizen_group BIGINT NOT NULL REFERENCES citizen_group(id), -- den anden ende
    PRIMARY KEY (goal, citizen_group)
);
CREATE INDEX goal_citizen_groups_back ON goal_citizen_groups (citizen_group, goal);

CREATE TABLE milestone ( -- milepæle
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    plan BIGINT NOT NULL REFERENCES plan(id), -- målplan
    title TEXT NOT NULL, -- hvad der skal være sket
    due_on TEXT, -- frist
    done_on TEXT, -- nået den
    owner_person BIGINT REFERENCES person(id), -- ansvarlig: en person
    owner_unit BIGINT REFERENCES unit(id), -- ansvarlig: en enhed
    note TEXT, -- hvad der blev gjort
    UNIQUE (origin, key)
);

CREATE INDEX milestone_plan ON milestone (plan);

CREATE TABLE trial ( -- prøvehandlinger
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    title TEXT NOT NULL, -- titel
    description TEXT, -- hvad vi gør
    target_group TEXT, -- hvem det er for
    mechanism TEXT, -- hvorfor vi tror, det virker
    outcome TEXT, -- hvad der skal komme ud af det
    place TEXT, -- hvor
    starts_on TEXT, -- begynder
    ends_on TEXT, -- slutter
    interim_on TEXT, -- evalueres undervejs den
    interim_reason TEXT, -- hvorfor der ikke evalueres undervejs
    final_on TEXT, -- evalueres til sidst den
    prediction TEXT, -- forventning, låst ved begyndelsen
    state TEXT NOT NULL, -- idea, prepared, running, ended, evaluated eller dropped
    started_at BIGINT, -- hvornår den blev sat i gang i programmet
    partners TEXT, -- andre parter, slags:navn delt af |
    continues BIGINT REFERENCES trial(id), -- prøvehandlingen, den bygger videre på
    UNIQUE (origin, key)
);

CREATE INDEX trial_continues ON trial (continues);

CREATE INDEX trial_state ON trial (state);

CREATE TABLE trial_citizen_groups ( -- link: borgere, den er for
    trial BIGINT NOT NULL REFERENCES trial(id), -- den ene ende
    citizen_group BIGINT NOT NULL REFERENCES citizen_group(id), -- den anden ende
    PRIMARY KEY (trial, citizen_group)
);
CREATE INDEX trial_citizen_groups_back ON trial_citizen_groups (citizen_group, trial);

CREATE TABLE trial_goals ( -- link: mål, den skal indfri
    trial BIGINT NOT NULL REFERENCES trial(id), -- den ene ende
    goal BIGINT NOT NULL REFERENCES goal(id), -- den anden ende
    PRIMARY KEY (trial, goal)
);
CREATE INDEX trial_goals_back ON trial_goals (goal, trial);

CREATE TABLE trial_units ( -- link: enheder, der udfører den
    trial BIGINT NOT NULL REFERENCES trial(id), -- den ene ende
    unit BIGINT NOT NULL REFERENCES unit(id), -- den anden ende
    PRIMARY KEY (trial, unit)
);
CREATE INDEX trial_units_back ON trial_units (unit, trial);

CREATE TABLE task ( -- opgaver i en målplan
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    plan BIGINT NOT NULL REFERENCES plan(id), -- målplan
    title TEXT NOT NULL, -- hvad der skal gøres
    assigned_to_person BIGINT REFERENCES person(id), -- hvem: en person
    assigned_to_unit BIGINT REFERENCES unit(id), -- hvem: en enhed
    due_on TEXT, -- frist
    done_on TEXT, -- gjort den
    trial BIGINT REFERENCES trial(id), -- prøvehandlingen, den hører til
    UNIQUE (origin, key)
);

CREATE INDEX task_plan ON task (plan);

CREATE INDEX task_assigned_to_person ON task (assigned_to_person);

CREATE TABLE log_entry ( -- hvad der skete i en prøvehandling
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    trial BIGINT NOT NULL REFERENCES trial(id), -- prøvehandling
    date TEXT NOT NULL, -- dag
    text TEXT NOT NULL, -- hvad der skete
    person BIGINT REFERENCES person(id), -- hvem der skrev det
    UNIQUE (origin, key)
);

CREATE INDEX log_entry_trial ON log_entry (trial, date);

CREATE TABLE sign ( -- tegn
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    title TEXT NOT NULL, -- hvad vi ser efter
    kind TEXT NOT NULL, -- quantitative eller qualitative
    definition TEXT, -- hvordan det afgrænses
    measure TEXT, -- enhed, tallet måles i
    direction TEXT, -- ønsket retning: up, down eller keep
    baseline BIGINT, -- udgangspunkt, i milliontedele
    baseline_typed TEXT, -- tallet, som det blev tastet
    target BIGINT, -- hvor vi vil hen, i milliontedele
    target_typed TEXT, -- tallet, som det blev tastet
    frequency TEXT, -- hvor tit: day, week, month, quarter, half_year, year eller once
    counted_by TEXT, -- hvem der tæller eller ser efter
    min_count BIGINT, -- mindste antal, der vises
    owner_person BIGINT REFERENCES person(id), -- ansvarlig: en person
    owner_unit BIGINT REFERENCES unit(id), -- ansvarlig: en enhed
    part_of BIGINT REFERENCES sign(id), -- tegnet, det er en del af
    agreed_by TEXT, -- hvem der aftalte det
    agreed_on TEXT, -- hvornår det blev aftalt
    source TEXT, -- kilde
    UNIQUE (origin, key)
);

CREATE INDEX sign_part_of ON sign (part_of);

CREATE INDEX sign_owner_unit ON sign (owner_unit);

CREATE INDEX sign_owner_person ON sign (owner_person);

CREATE TABLE sign_objectives ( -- link: målsætninger, tegnet siger noget om
    sign BIGINT NOT NULL REFERENCES sign(id), -- den ene ende
    objective BIGINT NOT NULL REFERENCES objective(id), -- den anden ende
    PRIMARY KEY (sign, objective)
);
CREATE INDEX sign_objectives_back ON sign_objectives (objective, sign);

CREATE TABLE sign_goals ( -- link: mål, tegnet siger noget om
    sign BIGINT NOT NULL REFERENCES sign(id), -- den ene ende
    goal BIGINT NOT NULL REFERENCES goal(id), -- den anden ende
    PRIMARY KEY (sign, goal)
);
CREATE INDEX sign_goals_back ON sign_goals (goal, sign);

CREATE TABLE sign_trials ( -- link: prøvehandlinger, tegnet siger noget om
    sign BIGINT NOT NULL REFERENCES sign(id), -- den ene ende
    trial BIGINT NOT NULL REFERENCES trial(id), -- den anden ende
    PRIMARY KEY (sign, trial)
);
CREATE INDEX sign_trials_back ON sign_trials (trial, sign);

CREATE TABLE measurement ( -- målinger
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    sign BIGINT NOT NULL REFERENCES sign(id), -- tegn
    date TEXT NOT NULL, -- hvornår, som skrevet
    date_from TEXT NOT NULL, -- første dag
    date_to TEXT NOT NULL, -- sidste dag
    value BIGINT, -- værdi, i milliontedele
    value_typed TEXT, -- tallet, som det blev tastet
    numerator BIGINT, -- tæller, i milliontedele
    numerator_typed TEXT, -- tallet, som det blev tastet
    denominator BIGINT, -- nævner, i milliontedele
    denominator_typed TEXT, -- tallet, som det blev tastet
    note TEXT, -- bemærkning, databrud
    source TEXT, -- kilde
    UNIQUE (origin, key),
    UNIQUE (sign, date)
);

CREATE INDEX measurement_sign ON measurement (sign, date_from);

CREATE TABLE observation ( -- iagttagelser
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    sign BIGINT NOT NULL REFERENCES sign(id), -- tegn
    date TEXT NOT NULL, -- dag
    level TEXT NOT NULL, -- clear, partly, not_seen eller opposite
    text TEXT, -- hvad der blev set
    observer BIGINT REFERENCES person(id), -- hvem der så det
    UNIQUE (origin, key)
);

CREATE INDEX observation_sign ON observation (sign, date);

CREATE INDEX observation_observer ON observation (observer, date);

CREATE TABLE evaluation ( -- evalueringer
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    trial BIGINT NOT NULL REFERENCES trial(id), -- prøvehandling
    kind TEXT NOT NULL, -- interim eller final
    date TEXT NOT NULL, -- dag
    seen TEXT NOT NULL, -- hvad vi så
    effect TEXT, -- hvilken effekt
    value_for_citizens TEXT, -- værdi for borgere
    value_for_associations TEXT, -- værdi for foreninger
    value_for_companies TEXT, -- værdi for virksomheder
    judgement TEXT, -- effect, partial, no_effect, opposite eller undecidable
    decision TEXT, -- spread, continue, adjust eller stop
    learning TEXT, -- hvad vi lærte
    reason TEXT, -- begrundelse
    UNIQUE (origin, key)
);

CREATE INDEX evaluation_trial ON evaluation (trial, date);

CREATE TABLE term ( -- begreber og deres forklaring
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    word TEXT NOT NULL, -- ordet
    grouping TEXT NOT NULL, -- opgaver, adfærd eller struktur: tasks, behaviour, structure
    explanation TEXT NOT NULL, -- forklaring
    example TEXT, -- eksempel
    sort BIGINT, -- plads i gruppen
    UNIQUE (origin, key)
);

CREATE TABLE change ( -- historikken: hver ændring af en række
    id INTEGER PRIMARY KEY, -- løbenummer i den rækkefølge, ændringerne blev gemt
    at BIGINT NOT NULL, -- hvornår, millisekunder siden 1970 (UTC)
    person BIGINT, -- hvem
    record TEXT NOT NULL, -- tabellen
    row_id BIGINT NOT NULL, -- rækkens id
    revision BIGINT NOT NULL, -- rækkens revision efter ændringen
    what TEXT NOT NULL, -- insert, update eller delete
    before TEXT, -- felterne før, JSON
    after TEXT -- felterne efter, JSON
);
CREATE INDEX change_row ON change (record, row_id, id);
CREATE INDEX change_person ON change (person, id);

CREATE TABLE change_personal ( -- personlige værdier i historikken, som kan slettes for sig
    change BIGINT NOT NULL REFERENCES change(id), -- ændringen
    field TEXT NOT NULL, -- feltet
    side TEXT NOT NULL, -- before eller after
    salt TEXT NOT NULL, -- tilfældigt salt
    value TEXT NOT NULL, -- værdien
    PRIMARY KEY (change, field, side)
);

CREATE TABLE reach ( -- hvem der må hvad hvor; regnet ud af roller og enheder
    person BIGINT NOT NULL, -- hvem
    need TEXT NOT NULL, -- hvad: see, contribute, lead, staff, council, admin, audit
    unit BIGINT NOT NULL, -- hvor
    PRIMARY KEY (person, need, unit)
);

CREATE TABLE standing ( -- hvad en person må i alt; regnet ud af roller, så hver side kun slår én række op
    person BIGINT PRIMARY KEY, -- hvem
    needs BIGINT NOT NULL, -- en bit for hver slags ret
    role TEXT NOT NULL, -- den rolle, der vises ved navnet
    unit_name TEXT NOT NULL -- enheden, hvor den rolle er
);

CREATE TABLE kept_form ( -- en formular, der blev gemt hen over et nyt log ind
    id INTEGER PRIMARY KEY, -- løbenummer
    person BIGINT NOT NULL REFERENCES person(id), -- hvis
    sealed TEXT NOT NULL, -- indholdet, forseglet
    at BIGINT NOT NULL -- hvornår
);

CREATE TABLE password ( -- adgangskoder
    person BIGINT PRIMARY KEY REFERENCES person(id), -- hvis
    hash TEXT NOT NULL, -- Argon2id
    changed_at BIGINT NOT NULL -- hvornår den blev sat
);

CREATE TABLE session ( -- hvem der er logget ind
    id INTEGER PRIMARY KEY, -- løbenummer
    key_hash TEXT NOT NULL UNIQUE, -- nøglens hash; nøglen selv har kun browseren
    person BIGINT NOT NULL REFERENCES person(id), -- hvem
    started_at BIGINT NOT NULL, -- hvornår
    seen_at BIGINT NOT NULL, -- sidst set, på fem minutter nær
    ended_at BIGINT -- logget af
);
CREATE INDEX session_person ON session (person);

CREATE TABLE throttle ( -- forkerte forsøg på at logge ind
    name TEXT PRIMARY KEY, -- konto eller adresse, som hash
    failures BIGINT NOT NULL, -- antal forkerte forsøg i træk
    failed_at BIGINT NOT NULL -- det seneste
);

CREATE TABLE secret ( -- hemmeligheder, som alle noder deler
    name TEXT PRIMARY KEY, -- hvilken
    value TEXT NOT NULL -- indholdet
);

CREATE TABLE job ( -- arbejde, der venter på at blive gjort
    id INTEGER PRIMARY KEY, -- løbenummer
    kind TEXT NOT NULL, -- hvad der skal gøres
    payload TEXT NOT NULL, -- med hvad, JSON
    due_at BIGINT NOT NULL, -- tidligst
    claimed_until BIGINT, -- en node har taget det indtil
    attempts BIGINT NOT NULL, -- antal forsøg
    done_at BIGINT, -- gjort
    fault TEXT -- hvorfor det seneste forsøg gik galt
);
CREATE INDEX job_due ON job (due_at) WHERE done_at IS NULL;
